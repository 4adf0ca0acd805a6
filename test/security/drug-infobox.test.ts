import { holdsAgainstEverything } from './everything.js';

holdsAgainstEverything('drug-infobox', 'drug');
