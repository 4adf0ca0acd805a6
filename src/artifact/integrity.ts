import canonicalize from 'canonicalize';
import { sentence, str } from '../i18n/messages.js';
import { LoadError } from './load.js';

/** The format of a hash: as in Subresource Integrity, SHA-256 only. */
const HASH = /^sha256-[A-Za-z\d+/]{43}=$/;

const fail = (message: string, remedy: string, url: string | undefined): never => {
  throw new LoadError({ reason: 'integrity', message, remedy, url });
};

/**
 * The content hash of JSON data: SHA-256 over their canonical form (RFC 8785), as `sha256-` and Base64. Order of fields,
 * white space and the spelling of numbers and escapes make no difference.
 *
 * The input is the result of `JSON.parse` of the file as loaded, before anything is left out or converted: for a registry
 * record, the record itself, not the artifact made from it. Hence numbers have JavaScript's precision (an integer beyond
 * 2⁵³ becomes the nearest double), and of duplicate fields the last one counts.
 *
 * @param json JSON data. An object from a script is read synchronously; later changes have no effect.
 * @throws LoadError if the data can't be hashed: text with a lone surrogate (RFC 8785, 3.2.2.2), values that are not JSON,
 * and all data on pages without `crypto.subtle`.
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
 * Checks JSON data against the expected hashes. Data that can't be checked do not pass.
 *
 * @param integrity one or more hashes separated by spaces: any may match.
 * @param json the loaded data.
 * @param url their address, for the message.
 * @throws LoadError if no hash matches, one is malformed, there are none, or hashes can't be computed.
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
