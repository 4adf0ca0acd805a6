import type { OtherRecords } from '../../artifact/resolve.js';
import type { ConvertedRecord } from '../../artifact/formats/index.js';
import type { Failure } from '../../artifact/load.js';
import type { Problem } from '../../artifact/parse.js';
import { otherRecordsWords } from '../../content/records.js';
import { leftOutWords, problemSays } from '../../content/warnings.js';
import { mixed, msg, str, translated } from '../../i18n/messages.js';
import type { Html } from '../../text/html.js';
import { link } from './links.js';
import { html, nothing, type Value } from './template.js';

/**
 * Holds the place until the artifact is there: still, of about the final size, and silent for screen readers but for its state.
 *
 * @cssprop --artifact-reserve - The height held while loading.
 */
export const loadingState = (what: string): Html => html`
  <div class="loading" part="loading" role="status" aria-live="polite">
    <span class="visually-hidden">${msg(str`Loading ${what}…`)}</span>
    <span class="bar" aria-hidden="true"></span><span class="bar" aria-hidden="true"></span
    ><span class="bar" aria-hidden="true"></span>
  </div>
`;

/** Says what was asked for, what happened and what to do, in the card's own place. */
export const failedState = (what: string, failure: Failure, hasFallback: boolean, part = ''): Html => html`
  <div class=${hasFallback ? 'failed above' : 'failed'} part="error" role="alert">
    <p>
      <strong
        >${hasFallback ? msg(str`The current ${what} could not be shown; what stands below was written into the page.`) : msg(str`This ${what} could not be shown.`)}</strong
      >
    </p>
    ${account(failure, part)}
  </div>
`;

/** Says above what is shown that it could not be loaded anew: an old dose is better than none, but not in silence. */
export const outdatedNotice = (says: string, failure: Failure): Html => html`
  <div class="failed above" part="error" role="alert">
    <p><strong>${says}</strong></p>
    ${account(failure, '')}
  </div>
`;

/** The button that loads again what could not be loaded. @param part which of the element's parts that is; empty for all of it. */
export const retryButton = (part: string): Html =>
  html`<button type="button" part="retry" data-retry=${part}>${msg('Try again')}</button>`;

/** What happened, what to do, and the button that does it. */
const account = (failure: Failure, part: string): Html => html`
  <p>${translated(failure.message)} ${translated(failure.remedy)}</p>
  ${failure.problems && failure.problems.length > 1 ? problemList(failure.problems.slice(1)) : nothing}
  <p class="actions">
    ${retryButton(part)}
    ${failure.url ? html`<span class="small address">${link(failure.url, failure.url)}</span>` : nothing}
  </p>
`;

/** A field that could not be read: where it is, and in the words of the data’s own language, English, what is wrong with it. */
export const problemLine = ({ path, expected, found }: Problem): Value =>
  problemSays(
    html`<code>${path}</code>`,
    html`<span lang="en">${expected}</span>`,
    html`<span lang="en">${found}</span>`,
  );

const problemList = (problems: readonly Problem[]): Html => html`
  <ul class="small">
    ${problems.slice(0, 20).map((problem) => html`<li>${problemLine(problem)}</li>`)}
    ${problems.length > 20 ? html`<li>${msg(str`and ${problems.length - 20} more`)}</li>` : nothing}
  </ul>
`;

/** Says that a file holds more than the one that is shown, and how a page picks another. */
export const otherRecordsNotice = (others: OtherRecords): Html => {
  const { records } = others;
  const name = ({ artifact }: ConvertedRecord) => (artifact.kind === 'trial' && artifact.nctId) || artifact.id;
  return html`
    <details class="other-records small">
      <summary>${otherRecordsWords(others)}</summary>
      <p>
        ${mixed(msg('To show another, set the attribute {0}.'), html`<code>${`record="${name(records[1] ?? records[0])}"`}</code>`)}
      </p>
      <ul>
        ${records.map((record) => html`<li><code>${name(record)}</code> ${record.artifact.title}</li>`)}
      </ul>
    </details>
  `;
};

/** Names what was left out because it could not be read, on the card that it belongs to. */
export const problemNotice = (problems: readonly Problem[]): Html | typeof nothing =>
  problems.length === 0
    ? nothing
    : html`
        <details class="problems small" part="problems">
          <summary>${leftOutWords(problems)}</summary>
          ${problemList(problems)}
        </details>
      `;
