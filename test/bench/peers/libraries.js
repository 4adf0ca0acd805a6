// The four libraries of the one script, started eagerly and doing nothing: the yardstick for its size and its start. Of valibot only what the
// schemas use.
import DOMPurify from 'dompurify';
import { css, html, LitElement, nothing, render } from 'lit';
import { marked } from 'marked';
import {
  array,
  boolean,
  integer,
  lazy,
  literal,
  looseObject,
  maxLength,
  minValue,
  null as nullSchema,
  number,
  optional,
  picklist,
  pipe,
  record,
  regex,
  safeParse,
  strictObject,
  string,
  union,
  variant,
} from 'valibot';

globalThis.libraries = {
  DOMPurify,
  lit: { css, html, LitElement, nothing, render },
  marked,
  valibot: {
    array,
    boolean,
    integer,
    lazy,
    literal,
    looseObject,
    maxLength,
    minValue,
    nullSchema,
    number,
    optional,
    picklist,
    pipe,
    record,
    regex,
    safeParse,
    strictObject,
    string,
    union,
    variant,
  },
};
