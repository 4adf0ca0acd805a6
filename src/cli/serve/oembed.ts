import { fromRecord } from '../../artifact/formats/index.js';
import { isView } from '../../artifact/view.js';
import { oembed, oembedXml } from '../../output/oembed.js';

/** An HTTP response. */
export interface Answer {
  status: number;
  type: string;
  body: string;
}

const refuse = (status: number, body: string): Answer => ({ status, type: 'text/plain', body: `${body}\n` });

/** A limit in CSS pixels; undefined if not given, null if it is not a number. */
const bound = (text: string | null): number | undefined | null =>
  text === null ? undefined : /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;

/**
 * Answers `/oembed?url=…&maxwidth=…&maxheight=…&format=json|xml`, as https://oembed.com/ (section 2.2 and 2.3) has it: 404 for an
 * address that is not a page of the site, 501 for an unsupported format.
 * @param read returns the text of an artifact's file, or undefined if it does not exist.
 */
export const answerOembed = async (
  query: URLSearchParams,
  site: string,
  read: (id: string) => Promise<string | undefined>,
): Promise<Answer> => {
  const format = query.get('format') ?? 'json';
  if (format !== 'json' && format !== 'xml') return refuse(501, `Unknown format “${format}”. Expected json or xml.`);
  const asked = query.get('url');
  if (asked === null) return refuse(400, 'Which page? Expected url=, the address of an artifact page.');
  const url = URL.canParse(asked) ? new URL(asked) : undefined;
  const id =
    url && `${url.origin}${url.pathname}`.startsWith(site)
      ? /^artifact\/(\w[\w.-]*?)\/?$/.exec(`${url.origin}${url.pathname}`.slice(site.length))?.[1]
      : undefined;
  const text = id === undefined ? undefined : await read(id);
  if (url === undefined || id === undefined || text === undefined)
    return refuse(404, `${asked} is not an artifact page on this site. Expected ${new URL('artifact/ID', site).href}.`);
  const [maxwidth, maxheight] = [bound(query.get('maxwidth')), bound(query.get('maxheight'))];
  if (maxwidth === null || maxheight === null) return refuse(400, 'maxwidth and maxheight must be a number of pixels.');
  const artifact = fromRecord(JSON.parse(text)).records?.[0].artifact;
  if (!artifact) return refuse(404, `${id} can’t be read as an artifact.`);
  const view = url.searchParams.get('view');
  const answer = oembed(
    artifact,
    { site, id, kind: artifact.kind, title: artifact.title, view: isView(view) ? view : 'full' },
    { maxwidth, maxheight },
  );
  return format === 'xml'
    ? { status: 200, type: 'text/xml', body: oembedXml(answer) }
    : { status: 200, type: 'application/json', body: `${JSON.stringify(answer)}\n` };
};
