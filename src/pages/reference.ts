import { startSnippets } from './snippets.js';

startSnippets();
