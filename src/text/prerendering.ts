/** Whether this runs in Node, where pages are prerendered: the day on which they will be read is unknown. */
export { isServer as isPrerendering } from 'lit';
