// What the one script is made of, started eagerly and doing nothing: the yardstick for its size and its start.
import { ContextConsumer, ContextProvider, createContext } from '@lit/context';
import DOMPurify from 'dompurify';
import { css, html, LitElement, nothing, render } from 'lit';
import { marked } from 'marked';

globalThis.libraries = {
  ContextConsumer,
  ContextProvider,
  createContext,
  DOMPurify,
  css,
  html,
  LitElement,
  nothing,
  render,
  marked,
};
