// Globals for the elements when pages are prerendered. Must be imported before them.

// There are no print or unload events here.
Object.assign(globalThis, { addEventListener: () => undefined, removeEventListener: () => undefined });
