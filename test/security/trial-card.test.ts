import { holdsAgainstEverything } from './everything.js';

holdsAgainstEverything('trial-card', 'trial');
