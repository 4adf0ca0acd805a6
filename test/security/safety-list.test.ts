import { holdsAgainstEverything } from './everything.js';

holdsAgainstEverything('safety-list', 'safety');
