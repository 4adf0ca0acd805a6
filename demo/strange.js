// This machine's other loopback name is another origin. Opened under any other name, the page has to do with its own.
const OTHER = { localhost: '127.0.0.1', '127.0.0.1': 'localhost' };
const url = new URL('/artifact-viewer.js', location.href);
url.hostname = OTHER[url.hostname] ?? url.hostname;
document.head.append(Object.assign(document.createElement('script'), { src: url.href, async: true }));
