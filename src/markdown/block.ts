import { checkElement, FenceError } from './elements.js';

/** What the text of a block says. */
export interface Block {
  element: string;
  attributes: Record<string, string>;
  /** What a link to an artifact that is not known here is called. */
  title?: string | undefined;
  /** The artifact, where the block holds it. */
  json?: unknown;
}

/** What a block's text can be, for messages. */
const FORMS =
  'A block holds an id or an address on a line of its own and lines such as “element: trial-card”, or a JSON artifact';

/** The attributes that name an artifact. */
const SOURCES = ['src', 'artifact-id', 'artifact-ids', 'nct-id'];

/** Whether an id names a file in the artifact folder and nothing beyond it. */
export const isId = (text: string): boolean => /^\w[\w.-]*$/.test(text);

const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;

const set = (settings: Map<string, string>, name: string, value: string): void => {
  if (settings.has(name)) throw new FenceError(`${name} is given twice. Leave one of them.`);
  settings.set(name, value);
};

/** Reads what stands after ```` ```artifact ````: the element's name, then attributes as `name=value`. */
const readInfo = (info: string, settings: Map<string, string>): void => {
  for (const [part] of info.matchAll(/[^\s=]+="[^"]*"|\S+/g)) {
    const [, name, value = ''] = /^([\w-]+)=(.*)$/.exec(part) ?? [];
    if (name) set(settings, name, unquoted(value));
    else set(settings, 'element', part);
  }
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FenceError(`The JSON of this block could not be read: ${(error as Error).message}.`);
  }
};

/**
 * Reads a fenced block.
 *
 * @param info what stands after the word `artifact` in the block's first line.
 * @param text what is in the block.
 * @throws FenceError where it is none of ours.
 */
export const readBlock = (info: string, text: string): Block => {
  const settings = new Map<string, string>();
  readInfo(info, settings);
  const isJson = text.trimStart().startsWith('{');
  for (const line of isJson ? [] : text.split('\n').map((part) => part.trim())) {
    // An address has a colon too, with no space after it.
    const [, name, value = ''] = /^([A-Za-z][\w-]*):(?:\s+(.*))?$/.exec(line) ?? [];
    if (name) set(settings, name, unquoted(value.trim()));
    else if (isId(line)) set(settings, 'artifact-id', line);
    else if (/^(https?:\/\/|\.{0,2}\/)\S+$/.test(line) || /^[\w.-]+\/\S+$/.test(line)) set(settings, 'src', line);
    else if (line) throw new FenceError(`“${line.slice(0, 80)}” can’t be read. ${FORMS}.`);
  }
  const element = settings.get('element') ?? 'artifact-viewer';
  settings.delete('element');
  const title = element === 'artifact-frame' ? undefined : settings.get('title');
  if (title !== undefined) settings.delete('title');
  const attributes = Object.fromEntries(settings);
  checkElement(element, attributes);
  if (isJson) {
    const other = SOURCES.find((name) => name in attributes);
    if (other) throw new FenceError(`The block holds an artifact, and ${other} names another. Leave one of them.`);
    if (element === 'artifact-frame')
      throw new FenceError('<artifact-frame> shows a page by its address and takes no JSON.');
    return { element, attributes, title, json: readJson(text) };
  }
  if (!SOURCES.some((name) => attributes[name])) throw new FenceError(`This block names no artifact. ${FORMS}.`);
  return { element, attributes, title };
};
