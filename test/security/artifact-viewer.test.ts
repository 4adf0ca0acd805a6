import { holdsAgainstEverything } from './everything.js';

// An article as a whole page: the text, its contents, and what stands around it, each by its own element.
holdsAgainstEverything('artifact-viewer', 'article');
