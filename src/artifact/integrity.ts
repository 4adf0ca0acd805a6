import canonicalize from 'canonicalize';
import { sentence, str } from '../i18n/messages.js';
import { LoadError } from './load.js';

/** One hash as `hashOf` gives it: the form of Subresource Integrity, with SHA-256 alone. */
const HASH = /^sha256-[A-Za-z\d+/]{43}=$/;

const fail = (message: string, remedy: string, url: string | undefined): never => {
  throw new LoadError({ reason: 'integrity', message, remedy, url });
};

/**
 * The content hash of JSON data: SHA-256 over their canonical form (RFC 8785), as `sha256-` and Base64. Order of fields,
 * white space and the spelling of numbers and escapes make no difference.
 *
 * What is hashed is what `JSON.parse` gave of the file as it was loaded, before anything is left out or converted: of a
 * registry's record that record, not the artifact made of it. So, too, numbers count as JavaScript reads them (an integer
 * beyond 2⁵³ as the nearest double), and of a field that stands twice in one object the last.
 *
 * @param json JSON data. An object from a script is read before this returns; what changes in it later does not count.
 * @throws LoadError where there is no such hash: of text with half a surrogate pair (RFC 8785, 3.2.2.2), of what is no
 * JSON, and of anything on a page where browsers give no `crypto.subtle`.
 */
export const hashOf = async (json: unknown): Promise<string> => {
  let text = '';
  try {
    text = canonicalize(json) ?? '';
  } catch (error) {
    fail(
      sentence(str`These data can’t be hashed because they have no canonical form: ${(error as Error).message}.`),
      sentence('Correct the data.'),
      undefined,
    );
  }
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (!subtle)
    fail(
      sentence('Browsers compute hashes only on pages served over HTTPS or from localhost.'),
      sentence('Serve the page over HTTPS.'),
      undefined,
    );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
};

/**
 * Holds JSON data against the hashes that were asked for. What can't be checked does not pass.
 *
 * @param integrity one hash or several with spaces between: any may match.
 * @param json what was loaded.
 * @param url where from, for the message.
 * @throws LoadError where none matches, where one is malformed or there is none, and where nothing can be computed.
 */
export const checkIntegrity = async (integrity: string, json: unknown, url?: string): Promise<void> => {
  const wanted = integrity.split(/\s+/).filter(Boolean);
  const malformed = wanted.find((hash) => !HASH.test(hash));
  if (malformed !== undefined || wanted.length === 0)
    fail(
      malformed === undefined
        ? sentence('The integrity attribute is empty.')
        : sentence(str`The integrity attribute contains “${malformed}”, which is not a valid hash.`),
      sentence(
        'Use sha256- followed by 44 Base64 characters, as shown in the cite panel. Separate several hashes with spaces.',
      ),
      url,
    );
  const found = await hashOf(json).catch((error: LoadError) =>
    fail(
      sentence(str`The integrity attribute can’t be checked. ${error.failure.message}`),
      sentence(str`${error.failure.remedy} Without the attribute, the data are shown unchecked.`),
      url,
    ),
  );
  if (!wanted.includes(found))
    fail(
      sentence(str`The data do not match the integrity attribute. Expected ${wanted.join(' or ')}, found ${found}.`),
      sentence('If the change is intended, update the attribute to the hash found; otherwise, do not trust the data.'),
      url,
    );
};
