import { isPending } from './pending.js';
import { readToFrame, type ToHost } from './protocol.js';

/** How long the host page has to apply a height, in milliseconds, before the frame assumes that it will not. */
const PATIENCE = 1000;
/** How long the first height waits for parts that are still loading, in milliseconds, so that the host page shifts once, not once per part. */
const HOLD = 3000;
/** The delay between the arrival of a part and measuring its height, in milliseconds: content that depends on text measurements is drawn by then. */
const PAUSE = 100;

/**
 * Starts our script inside a frame: reports the height of the content to the host page and answers its requests.
 * If the host page does not run our script, the messages have no effect and the frame scrolls.
 *
 * @param viewer what the frame shows.
 * @param open goes to a section by its name in deep links.
 */
export const startFrame = (viewer: HTMLElement, open: (section: string) => void): void => {
  // All links open outside the frame, except links to a section of this page.
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
  // An opaque origin can't be named as a target, so '*' is required. The messages contain only heights.
  const post = (message: ToHost) => parent.postMessage(message, '*');
  // Not `scrollHeight`, which is never less than the frame's own height: the frame could not shrink.
  const height = () => Math.ceil(root.getBoundingClientRect().height - 0.01);
  const fits = () => innerHeight + 1 >= height();
  let isShown = false;
  let isFollowed = false;
  let isHeld = true;
  let told = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    const now = height();
    // Inside `display: none` the frame has no width, and the height of the content is meaningless.
    if (isHeld || !isFollowed || innerWidth === 0 || now === 0 || now === told) return;
    told = now;
    post({ type: 'viewer:height', v: 1, height: now });
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!fits()) root.style.scrollbarWidth = '';
    }, PATIENCE);
  };
  new ResizeObserver(tell).observe(root);
  // Before that, the height of a placeholder would make the page shift twice.
  const release = () => {
    isHeld = false;
    tell();
  };
  // A timer, not an animation frame: browsers give none to off-screen frames, whose height must be right before the reader reaches them.
  const releaseOnceSettled = () =>
    setTimeout(() => {
      if (!isHeld) return;
      if (isPending(document)) releaseOnceSettled();
      else release();
    }, PAUSE);
  const onPart = () => {
    if (!isHeld) return void setTimeout(tell, PAUSE);
    if (isShown) return;
    isShown = true;
    setTimeout(release, HOLD);
    releaseOnceSettled();
  };
  for (const event of ['artifact-load', 'artifact-error']) viewer.addEventListener(event, onPart);

  // A scroll bar takes width and so changes the height. It is only hidden, so content that the page makes no room for can still be scrolled to.
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
        // Content sized relative to the frame's height would grow with it.
        root.style.setProperty('--_screen', 'none');
        // An estimated height of off-screen text would change while the reader scrolls the host page.
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

/** Measures the height with everything expanded, at another width, without painting it. */
const heightOnPaper = (root: HTMLElement, width: number): number => {
  // Collapsed sections open themselves on these events.
  dispatchEvent(new Event('beforeprint'));
  root.style.width = `${width}px`;
  const { height } = root.getBoundingClientRect();
  root.style.width = '';
  dispatchEvent(new Event('afterprint'));
  return Math.ceil(height);
};
