// What reads artifacts in the one script, for a page that measures it.
import { fromRecord } from '../../../dist/modules/artifact.js';

let text;
let parsed;

globalThis.reader = {
  /** Fetches the text of an artifact, and makes some objects of it. */
  async prepare(times) {
    text = await (await fetch('/reading.json')).text();
    parsed = Array.from({ length: times }, () => JSON.parse(text));
  },

  /** Parses the text as often, and keeps nothing. */
  parse() {
    for (let time = 0; time < parsed.length; time++) JSON.parse(text);
  },

  /** Reads the objects. @returns how many were read without a problem */
  read() {
    let count = 0;
    for (const json of parsed) {
      const { records } = fromRecord(json);
      if (records?.length === 1 && records[0].problems.length === 0) count++;
    }
    return count;
  },
};
