import { elementCode, type EmbedTarget, frameCode, pageUrl, SANDBOX, scriptTag } from './embed-code.js';
import { escapeHtml } from './escape.js';

/** What shows an artifact on another page: a frame, a frame that is as high as its content, or an element in the page itself. */
export const SHOWN_AS = [
  'iframe',
  'artifact-frame',
  'artifact-viewer',
  'drug-infobox',
  'trial-card',
  'safety-list',
] as const;

/** What is to be shown on a host, and how. */
export interface HostTarget extends EmbedTarget {
  /** The URL of the one script. */
  script: string;
  /** One of `SHOWN_AS`. */
  as: (typeof SHOWN_AS)[number];
  /** The width of a frame: CSS pixels, or per cent of what is around it. Anything else counts as `100%`. */
  width?: string | undefined;
  /** The height of a frame, in CSS pixels; of one that fits, until its content is there. */
  height?: number | undefined;
  /** Whether readers have the host's pages over https. */
  https?: boolean | undefined;
}

interface HostFacts {
  /** Its name. */
  label: string;
  /** Where the code goes. */
  where: string;
  /** Whether an author can bring scripts, and so elements. */
  scripts: boolean;
  /** Whether all its pages are on https, whatever the author says. */
  https?: true;
  /** Whether it makes the frame itself, out of the address or a few attributes: without our `sandbox`. */
  ownFrame?: true;
  /** Whether only whoever runs it can set its Content-Security-Policy, and authors have no say in that. */
  ownPolicy?: true;
  /** What has to be set up or allowed before the code does anything. */
  needs?: string;
}

/** The hosts that there is code for, with what each lets an author do. */
export const HOSTS = {
  html: { label: 'Plain HTML', where: 'Into the page, where the artifact should stand.', scripts: true },
  mediawiki: {
    label: 'MediaWiki',
    where: 'Into the page’s wikitext.',
    scripts: true,
    needs:
      'MediaWiki takes neither frames nor scripts from its editors. An administrator adds the tags of this code once, with the lines for LocalSettings.php in the guide.',
  },
  dokuwiki: {
    label: 'DokuWiki',
    where: 'Into the page’s text.',
    scripts: true,
    needs:
      'DokuWiki shows no HTML that its editors write. An administrator adds the syntax of this code once, with the plugin in the guide.',
  },
  confluence: {
    label: 'Confluence',
    where:
      'Type /iframe in the page, choose the macro, and give it this as its URL; width and height are set beside it.',
    scripts: false,
    https: true,
    ownFrame: true,
    ownPolicy: true,
    needs:
      'The macro has to be there, and where administrators allow frames by a list, this site has to be on it. Where it is not, put in a link.',
  },
  discourse: {
    label: 'Discourse',
    where: 'Into the post, on a line of its own.',
    scripts: false,
    ownFrame: true,
    needs:
      'Discourse strips frames of sites that it does not know. An administrator adds this to the setting “allowed iframes”, with https and the slash at its end:',
  },
  wordpress: {
    label: 'WordPress',
    where: 'Into the post: as a block “Custom HTML”, or pasted into the code editor.',
    scripts: true,
    needs:
      'WordPress strips frames and scripts that authors write who have no right to unfiltered HTML: on one site, administrators and editors have it; in a network, only its administrators. Ask one of them to paste the code.',
  },
  notion: {
    label: 'Notion',
    where: 'Type /embed in the page and paste this as the link; drag its edges to the size you want.',
    scripts: false,
    https: true,
    ownFrame: true,
    ownPolicy: true,
  },
  myst: {
    label: 'MyST',
    where: 'Into the page’s Markdown: frames where mystmd builds it, all else where Sphinx does with its MyST parser.',
    scripts: true,
  },
} as const satisfies Record<string, HostFacts>;

/** One of the hosts. */
export type Host = keyof typeof HOSTS;

const factsOf = (host: Host): HostFacts => HOSTS[host];

const isFrame = (as: HostTarget['as']) => as === 'iframe' || as === 'artifact-frame';

/** What a host gets of what was asked for: a frame where it lets no script run, and where it makes a frame of a tag of its own. */
export const shownAs = (host: Host, { as }: HostTarget): HostTarget['as'] => {
  const framed = !factsOf(host).scripts || (isFrame(as) && (host === 'mediawiki' || host === 'dokuwiki'));
  return framed ? 'iframe' : as;
};

const widthOf = ({ width }: HostTarget) => (width !== undefined && /^\d{1,4}%?$/.test(width) ? width : '100%');
const heightOf = ({ height }: HostTarget) => String(height !== undefined && height > 0 ? Math.round(height) : 600);

/** Text as HTML entities where wikitext or a tag would read it as markup. */
const wikiText = (text: string) =>
  text.replace(/\s+/g, ' ').replace(/[[\]{}|'<>&~_]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const written = (fields: Record<string, string | undefined>): string[] =>
  Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${escapeHtml(value)}"`]));

/** What differs from what a host's tag takes when nothing is said. A card has one view, and only a frame a size. */
const choices = (target: HostTarget, as: HostTarget['as']) => ({
  view: target.view === 'full' || !['iframe', 'artifact-viewer'].includes(as) ? undefined : target.view,
  width: as !== 'iframe' || widthOf(target) === '100%' ? undefined : widthOf(target),
  height: as !== 'iframe' || heightOf(target) === '600' ? undefined : heightOf(target),
  theme: target.theme,
  lang: target.lang,
});

const fittingFrame = (target: HostTarget): string => {
  const attributes = written({ src: pageUrl(target, true), title: target.title, height: heightOf(target) });
  const link = `<a href="${escapeHtml(pageUrl({ ...target, theme: undefined }))}">${escapeHtml(target.title)}</a>`;
  return `${scriptTag(target.script)}\n<artifact-frame ${attributes.join(' ')}>\n  ${link}\n</artifact-frame>`;
};

const html = (target: HostTarget, as: HostTarget['as']): string => {
  if (as === 'iframe') return frameCode(target, widthOf(target), heightOf(target));
  if (as === 'artifact-frame') return fittingFrame(target);
  return `${scriptTag(target.script, target.base, target.prebuilt)}\n${elementCode(target, as)}`;
};

const mediaWiki = (target: HostTarget, as: HostTarget['as']): string => {
  const { view, ...others } = choices(target, as);
  if (as === 'iframe')
    return `<artifact ${written({ id: target.id, view, title: target.title, ...others }).join(' ')} />`;
  return `<${as} ${written({ 'artifact-id': target.id, view, ...others }).join(' ')}>[${pageUrl({ ...target, theme: undefined })} ${wikiText(target.title)}]</${as}>`;
};

const dokuWiki = (target: HostTarget, as: HostTarget['as']): string => {
  const query = new URLSearchParams(
    Object.entries(choices(target, as)).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const title = target.title.replace(/\s+/g, ' ').replaceAll('}', ')');
  return `{{${as === 'iframe' ? 'artifact-frame' : as}>${target.id}${query.size > 0 ? `?${query.toString()}` : ''}|${title}}}`;
};

/** The attributes that Discourse keeps, and no other. */
const discourse = (target: HostTarget): string =>
  `<iframe ${written({ src: pageUrl(target, true), width: widthOf(target), height: heightOf(target), frameborder: '0' }).join(' ')}></iframe>`;

const myst = (target: HostTarget, as: HostTarget['as']): string =>
  as === 'iframe'
    ? `:::{iframe} ${pageUrl(target, true)}\n:width: ${widthOf(target).replace(/\d$/, '$&px')}\n:::`
    : `\`\`\`{raw} html\n${html(target, as)}\n\`\`\``;

/**
 * The code that shows an artifact on a host, ready to paste there. Where the host lets no script run, it is that of a
 * frame, whatever was asked for: `hostWarnings` says so.
 */
export const hostCode = (host: Host, target: HostTarget): string => {
  const as = shownAs(host, target);
  switch (host) {
    case 'html':
      return html(target, as);
    case 'wordpress':
      return `<!-- wp:html -->\n${html(target, as)}\n<!-- /wp:html -->`;
    case 'mediawiki':
      return mediaWiki(target, as);
    case 'dokuwiki':
      return dokuWiki(target, as);
    case 'discourse':
      return discourse(target);
    case 'myst':
      return myst(target, as);
    case 'confluence':
    case 'notion':
      return pageUrl(target, true);
  }
};

/** Something that would keep readers from seeing the artifact, or from seeing it whole. */
export interface HostWarning {
  /** What it is about: `http`, `local`, `scripts`, `setup`, `sandbox` or `height`. */
  about: 'http' | 'local' | 'scripts' | 'setup' | 'sandbox' | 'height';
  /** What happens, and what to do. */
  text: string;
  /** What has to be typed somewhere, character by character. */
  code?: string;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What will go wrong with an artifact on a host, and what to do about it. Empty where nothing will. */
export const hostWarnings = (host: Host, target: HostTarget): HostWarning[] => {
  const { label, scripts, https, needs, ownFrame } = factsOf(host);
  const site = new URL(target.site);
  const as = shownAs(host, target);
  const warnings: HostWarning[] = [];
  if (LOOPBACK.test(site.hostname))
    warnings.push({
      about: 'local',
      text: `${site.host} is this machine: nobody else can open it. Put the artifacts on a site that readers can reach.`,
    });
  else if (site.protocol === 'http:' && (https ?? target.https ?? true))
    warnings.push({
      about: 'http',
      text: `The site is on http and the host’s page on https: browsers block ${isFrame(as) ? 'the frame' : 'the script'} as mixed content, and the place stays empty. Serve the artifacts over https.`,
    });
  if (!scripts && !isFrame(target.as))
    warnings.push({
      about: 'scripts',
      text: `${label} runs no script that an author brings, so <${target.as}> would stay empty. The code is that of a frame instead.`,
    });
  if (needs !== undefined)
    warnings.push({
      about: 'setup',
      text: needs,
      ...(host === 'discourse' && { code: new URL('artifact/', site).href.replace(/^http:/, 'https:') }),
    });
  if (ownFrame)
    warnings.push({
      about: 'sandbox',
      text: `${label} makes the frame itself. If it has the frame sandboxed, the sandbox has to allow allow-scripts, or the frame stays empty, and allow-popups allow-popups-to-escape-sandbox, or its links do nothing. If it has not, keep the artifacts on another host name than ${label}’s.`,
      code: SANDBOX,
    });
  else if (host === 'myst' && as === 'iframe')
    warnings.push({
      about: 'sandbox',
      text: 'The directive makes a frame without a sandbox: keep the artifacts on another host name than the documentation.',
    });
  if (as === 'iframe')
    warnings.push({
      about: 'height',
      text: `The frame keeps its height and scrolls inside${scripts ? ', unless the page loads the script: then it is as high as what is in it' : ''}. Choose a height that shows what matters.`,
    });
  return warnings;
};

/** What a page's Content-Security-Policy must let in: sources by directive. */
export type HostPolicy = Record<string, string[]>;

/**
 * What a host's Content-Security-Policy has to allow for the code to work: sources by directive, to be added to what it has.
 * `trusted-types` counts only where it has `require-trusted-types-for 'script'`.
 */
export const hostPolicy = (host: Host, target: HostTarget): HostPolicy => {
  const as = shownAs(host, target);
  const { origin } = new URL(target.site);
  const scriptOrigin = new URL(target.script).origin;
  if (as === 'iframe') return { 'frame-src': [origin] };
  const script = { 'script-src': [scriptOrigin], 'trusted-types': ['artifact-viewer'] };
  if (as === 'artifact-frame') return { ...script, 'frame-src': [origin] };
  return { ...script, 'connect-src': [new URL(target.base ?? new URL('artifacts/', target.script).href).origin] };
};
