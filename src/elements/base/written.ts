import { html as lit, type TemplateResult } from 'lit';
import { type ChildPart, Directive, directive, type DirectiveResult } from 'lit/directive.js';
import { partsOf } from '../../text/places.js';
import { html, type Value } from '../../writers/html/template.js';
import { type Block, blockOf, update } from '../../writers/html/update.js';

/** During a build: blocks as a Lit template, whose values are what stands in their places. */
const template = (blocks: readonly Block[]): TemplateResult => {
  const strings = [''];
  const values: unknown[] = [];
  for (const { html: own, places = [] } of blocks)
    for (const { text, made } of partsOf({ html: own, places })) {
      if (made === undefined) strings.push((strings.pop() ?? '') + text);
      else {
        values.push(made);
        strings.push('');
      }
    }
  return lit(Object.assign(strings, { raw: strings }), ...values);
};

class WrittenDirective extends Directive {
  #first: DocumentFragment | undefined;

  override render(write: () => readonly Block[]): unknown {
    return template(write());
  }

  override update(part: ChildPart, [write]: [() => readonly Block[]]): unknown {
    if (this.#first) update(part.parentNode as ParentNode & Node, write(), part.endNode as ChildNode | null, this);
    else update((this.#first = document.createDocumentFragment()), write(), null, this);
    // Lit leaves the part alone while it gets the same value.
    return this.#first;
  }
}

const writtenDirective = directive(WrittenDirective);

/** Blocks of HTML in a template of Lit. Of those that are there, only the changed ones are replaced. */
export const writtenBlocks = (write: () => readonly Block[]): DirectiveResult => writtenDirective(write);

/** HTML, or words, in a template of Lit. */
export const written = (write: () => Value): DirectiveResult =>
  writtenDirective(() => [blockOf('', () => html`${write()}`)]);
