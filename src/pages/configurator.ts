import { fromRecord } from '../artifact/formats/index.js';
import type { Artifact } from '../artifact/schema/index.js';
import { isView, type View, viewsOf } from '../artifact/view.js';
import { pageUrl } from '../output/embed-code.js';
import {
  type Host,
  hostCode,
  type HostPolicy,
  hostPolicy,
  HOSTS,
  type HostTarget,
  hostWarnings,
  SHOWN_AS,
  shownAs,
} from '../output/hosts.js';
import { startSnippets } from './snippets.js';

const VIEWS: Record<View, string> = {
  full: 'Whole page',
  infobox: 'Infobox',
  trials: 'Trials',
  safety: 'Safety',
  article: 'Article',
  references: 'References',
  compare: 'Comparison',
};

const AS: Record<HostTarget['as'], string> = {
  iframe: 'Frame: <iframe>',
  'artifact-frame': 'Frame that fits: <artifact-frame>',
  'artifact-viewer': 'In the page: <artifact-viewer>',
  'drug-infobox': 'In the page: <drug-infobox>',
  'trial-card': 'In the page: <trial-card>',
  'safety-list': 'In the page: <safety-list>',
};

/** The view without which a card has nothing to show. */
const NEEDS: Partial<Record<HostTarget['as'], View>> = {
  'drug-infobox': 'infobox',
  'trial-card': 'trials',
  'safety-list': 'safety',
};

const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'zh', 'ja', 'ar'];
const GUIDES = ['mediawiki', 'dokuwiki'];

const find = <T extends Element>(selector: string, root: ParentNode = document): T => {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
};

const form = find<HTMLFormElement>('.choices');
const field = (name: string) => find<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`, form);
const isHttps = find<HTMLInputElement>('[name="https"]', form);
const outcome = find<HTMLElement>('.outcome');
const preview = find<HTMLElement>('.live', outcome);

/** Puts the options into a choice; what was chosen stays so where it still can be. */
const offer = (
  name: string,
  options: readonly (readonly [value: string, label: string])[],
  asked = field(name).value,
) => {
  const select = find<HTMLSelectElement>(`[name="${name}"]`, form);
  select.replaceChildren(...options.map(([value, label]) => new Option(label, value, false, value === asked)));
};

const keyIn = <T extends object>(value: string, all: T, otherwise: keyof T): keyof T =>
  Object.hasOwn(all, value) ? (value as keyof T) : otherwise;

let artifact: Artifact | undefined;

/** The site as it was typed, ending in `/`; undefined while it is none. */
const typedSite = (): string | undefined => {
  const typed = field('site').value.trim();
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.href.replace(/[?#].*$/, '').replace(/\/?$/, '/') : undefined;
};

/** What the form asks for, on a site. */
const targetOn = (site: string, { id, kind, title }: Artifact): HostTarget => {
  const view = field('view').value;
  const theme = field('theme').value;
  const as = keyIn(field('as').value, AS, 'iframe');
  const shown = NEEDS[as] ?? (isView(view) ? view : 'full');
  return {
    site,
    script: new URL('artifact-viewer.js', site).href,
    id,
    kind,
    title: shown === 'full' ? title : `${title}: ${VIEWS[shown].toLowerCase()}`,
    view: shown,
    as,
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    lang: field('lang').value || undefined,
    width: field('width').value,
    height: Number(field('height').value),
    https: isHttps.checked,
  };
};

/** The artifact as it will look: in a frame or as an element of this page. */
const showPreview = (target: HostTarget): void => {
  const isFrame = target.as === 'iframe' || target.as === 'artifact-frame';
  const element = document.createElement(isFrame ? 'artifact-frame' : target.as);
  const given = isFrame
    ? { src: pageUrl(target, true), title: target.title, height: String(target.height || 600), loading: 'eager' }
    : {
        'artifact-id': target.id,
        view: target.as === 'artifact-viewer' ? target.view : undefined,
        theme: target.theme,
        lang: target.lang,
      };
  for (const [name, value] of Object.entries(given)) if (value) element.setAttribute(name, value);
  if (target.as === 'iframe' && target.width) element.style.inlineSize = target.width.replace(/\d$/, '$&px');
  if (preview.firstElementChild?.isEqualNode(element)) return;
  preview.replaceChildren(element);
};

const code = (text: string): HTMLElement => Object.assign(document.createElement('code'), { textContent: text });

const warningLine = (
  host: Host,
  { about, text, code: typed }: ReturnType<typeof hostWarnings>[number],
): HTMLElement => {
  const line = document.createElement('li');
  line.dataset.about = about;
  line.append(text);
  if (typed !== undefined) line.append(' ', code(typed));
  if (about === 'setup' && GUIDES.includes(host)) {
    const guide = Object.assign(document.createElement('a'), { textContent: `The guide for ${HOSTS[host].label}` });
    guide.href = `${form.dataset.guides}${host}`;
    line.append(' ', guide);
  }
  return line;
};

const policyWords = (host: Host, policy: HostPolicy): string => {
  const facts: { label: string; ownPolicy?: true } = HOSTS[host];
  if (facts.ownPolicy)
    return `${facts.label} has a policy of its own, which authors can’t change. It has to let this in:`;
  const types = 'trusted-types' in policy ? ' trusted-types counts only beside require-trusted-types-for.' : '';
  return `Where the page has a policy, it has to let this in, besides what it has.${types}`;
};

const show = (): void => {
  const site = typedSite();
  find('#site-error').textContent = site === undefined ? 'This is no address of a site: https://…' : '';
  if (site === undefined || !artifact) return;
  const host = keyIn(field('host').value, HOSTS, 'html');
  const target = targetOn(site, artifact);
  const isAlwaysHttps = 'https' in HOSTS[host];
  isHttps.disabled = isAlwaysHttps;
  if (isAlwaysHttps) isHttps.checked = true;
  field('view').disabled = NEEDS[target.as] !== undefined;
  const as = shownAs(host, target);
  field('width').disabled = as !== 'iframe';
  field('height').disabled = as !== 'iframe' && as !== 'artifact-frame';

  find('[data-where]').textContent = HOSTS[host].where;
  find('.snippet code', outcome).textContent = hostCode(host, target);
  const warnings = hostWarnings(host, target);
  find<HTMLElement>('[data-warnings]').hidden = warnings.length === 0;
  find('.warnings').replaceChildren(...warnings.map((warning) => warningLine(host, warning)));
  const policy = hostPolicy(host, target);
  find('[data-policy] p').textContent = policyWords(host, policy);
  find('[data-policy] code').textContent = Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')};`)
    .join('\n');
  for (const said of outcome.querySelectorAll('.snippet [role="status"]')) said.textContent = '';
  showPreview({ ...targetOn(new URL('./', document.baseURI).href, artifact), as });
  outcome.hidden = false;

  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value && name !== 'https') query.set(name, value);
  if (!isHttps.checked) query.set('https', '0');
  history.replaceState(history.state, '', `?${query.toString()}`);
};

/** Reads the chosen artifact and offers what it can be shown as. */
const choose = async (asked?: URLSearchParams): Promise<void> => {
  const response = await fetch(new URL(`artifacts/${encodeURIComponent(field('id').value)}.json`, document.baseURI));
  const read = fromRecord(await response.json());
  artifact = read.records?.[0].artifact;
  if (!artifact) return;
  const views = viewsOf(artifact);
  const shown = SHOWN_AS.filter((one) => views.includes(NEEDS[one] ?? 'full'));
  offer(
    'as',
    shown.map((one) => [one, AS[one]] as const),
    asked?.get('as') ?? undefined,
  );
  offer(
    'view',
    views.map((one) => [one, VIEWS[one]] as const),
    asked?.get('view') ?? undefined,
  );
  show();
};

const start = async (): Promise<void> => {
  startSnippets();
  const asked = new URLSearchParams(location.search);
  const response = await fetch(new URL('artifacts/index.json', document.baseURI));
  const artifacts = (await response.json()) as { id: string; title: string }[];
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const was = (name: string) => asked.get(name) ?? undefined;
  offer(
    'host',
    Object.entries(HOSTS).map(([host, { label }]) => [host, label] as const),
    was('host'),
  );
  offer(
    'id',
    artifacts.map(({ id, title }) => [id, title] as const),
    was('id') ?? 'therapeutics-zolgensma',
  );
  offer(
    'theme',
    [
      ['', 'As the page around'],
      ['light', 'Light'],
      ['dark', 'Dark'],
    ],
    was('theme'),
  );
  offer(
    'lang',
    [['', 'As the page around'], ...LANGUAGES.map((lang) => [lang, names.of(lang) ?? lang] as const)],
    was('lang'),
  );
  field('site').value = was('site') ?? new URL('./', document.baseURI).href;
  for (const name of ['width', 'height']) field(name).value = was(name) ?? '';
  isHttps.checked = was('https') !== '0';
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', ({ target }) => void (target === field('id') ? choose() : show()));
  await choose(asked);
};

void start();
