import { isPending } from './pending.js';
import { readToFrame, type ToHost } from './protocol.js';

/** How long the page around has to follow a height, in milliseconds, before the frame takes it that it will not. */
const PATIENCE = 1000;
/** How long the first height waits for parts that still load, in milliseconds: one step of the page around, not one a part. */
const HOLD = 3000;
/** How long after a part has come its height is taken, in milliseconds: what its text is measured for is drawn by then. */
const PAUSE = 100;

/**
 * Starts our side inside a frame: tells the page around it how high the content is, and does what that page may ask for.
 * Where that page has no script of ours, nothing comes of it: the frame scrolls inside.
 *
 * @param viewer what the frame shows.
 * @param open goes to a section by its name in deep links.
 */
export const startFrame = (viewer: HTMLElement, open: (section: string) => void): void => {
  // Links leave the frame, whoever made them; those to a place within stay.
  document.addEventListener(
    'click',
    (event) => {
      const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
      if (!link?.href || link.getAttribute('href')?.startsWith('#')) return;
      link.target = '_blank';
      link.relList.add('noopener');
    },
    true,
  );
  if (parent === window) return;

  const root = document.documentElement;
  // An opaque origin has no name, so that no other target is possible: nothing but heights is told.
  const post = (message: ToHost) => parent.postMessage(message, '*');
  // Not `scrollHeight`: that is never less than the frame's own height, so a frame could not shrink.
  const height = () => Math.ceil(root.getBoundingClientRect().height - 0.01);
  const fits = () => innerHeight + 1 >= height();
  let isShown = false;
  let isFollowed = false;
  let isHeld = true;
  let told = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    const now = height();
    // In a parent with `display: none` there is no width, and the content is as high as its words are many.
    if (isHeld || !isFollowed || innerWidth === 0 || now === 0 || now === told) return;
    told = now;
    post({ type: 'viewer:height', v: 1, height: now });
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!fits()) root.style.scrollbarWidth = '';
    }, PATIENCE);
  };
  new ResizeObserver(tell).observe(root);
  // Before that there is a placeholder, whose height would only make the page jump twice.
  const release = () => {
    isHeld = false;
    tell();
  };
  const onPart = () => {
    if (!isHeld) return void setTimeout(tell, PAUSE);
    if (!isShown) setTimeout(release, HOLD);
    isShown = true;
    // A timer, not the next picture: a frame that nobody sees yet gets none, and its height is to be right before it is scrolled to.
    setTimeout(() => isPending(document) || release(), PAUSE);
  };
  for (const event of ['artifact-load', 'artifact-error']) viewer.addEventListener(event, onPart);

  // A scroll bar takes width and so changes the height. It is only hidden: what the page will not make room for can still be scrolled to.
  addEventListener('resize', () => {
    if (isFollowed && fits()) root.style.scrollbarWidth = 'none';
  });

  addEventListener('message', ({ source, data }) => {
    const message = readToFrame(data);
    if (!message || source !== parent) return;
    switch (message.type) {
      case 'viewer:hello':
        isFollowed = true;
        told = 0;
        root.style.scrollbarWidth = 'none';
        // What is bound to the frame's height would grow with it.
        root.style.setProperty('--_screen', 'none');
        // A height that is guessed until a piece of the text is near would change while the reader scrolls the page around.
        root.style.setProperty('--_pieces', 'visible');
        tell();
        break;
      case 'viewer:theme':
        root.dataset.theme = message.theme;
        break;
      case 'viewer:open-section':
        open(message.section);
        break;
      case 'viewer:print-expand':
        post({ type: 'viewer:print-expand', v: 1, height: heightOnPaper(root, message.width) });
    }
  });
  post({ type: 'viewer:hello', v: 1 });
};

/** How high everything is when it is opened, in another width. Nothing of it is painted. */
const heightOnPaper = (root: HTMLElement, width: number): number => {
  // All that is folded opens itself for these events.
  dispatchEvent(new Event('beforeprint'));
  root.style.width = `${width}px`;
  const { height } = root.getBoundingClientRect();
  root.style.width = '';
  dispatchEvent(new Event('afterprint'));
  return Math.ceil(height);
};
