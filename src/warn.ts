const said = new Set<string>();

/** Tells the page's author something, once: the only place that writes to the console of a stranger's page. */
export const warn = (message: string): void => {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`artifact-viewer: ${message}`);
};
