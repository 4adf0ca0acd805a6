/** Whether a page is being built ahead, in Node: nobody reads it yet, and nobody knows on which day somebody will. */
export { isServer as isAhead } from 'lit';
