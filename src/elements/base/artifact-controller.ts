import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type ArtifactState, Lookup, type SafetyLookup } from '../../artifact/resolve.js';
import type { Artifact } from '../../artifact/schema/index.js';
import type { Source } from '../../artifact/source.js';

/** Keeps the state of its host's artifact, and of the further ones that the host shows, each under a name. */
export class ArtifactController<T extends Artifact, P extends Artifact = Artifact> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #main: Lookup<T>;
  readonly #parts = new Map<string, Lookup<P>>();
  readonly #partSettled: (state: ArtifactState<P>) => void;

  /**
   * @param settled is told of each `ready` and `failed` of the host's own artifact, once.
   * @param options `safety`: how the safety profile that the artifact names is looked up. `partSettled` is told of the further artifacts.
   */
  constructor(
    host: ReactiveControllerHost,
    settled: (state: ArtifactState<T>) => void,
    options: { safety?: () => SafetyLookup; partSettled?: (state: ArtifactState<P>) => void } = {},
  ) {
    this.#host = host;
    this.#main = new Lookup<T>((state) => this.#changed(state && (() => settled(state))), options.safety);
    this.#partSettled = options.partSettled ?? (() => undefined);
    host.addController(this);
  }

  get state(): ArtifactState<T> {
    return this.#main.state;
  }

  /** Sets the current source. Setting the same source again has no effect. */
  use(source: Source): void {
    this.#main.use(source);
  }

  /** Loads the host's artifact again. What is shown stays until there is something newer. */
  reload(): void {
    this.#main.reload();
  }

  /** Loads the safety profile again if it could not be loaded. */
  reloadFailedSafety(): void {
    this.#main.reloadFailedSafety();
  }

  /** The state of a further artifact; `idle` for one that was not asked for. */
  part(name: string): ArtifactState<P> {
    return this.#parts.get(name)?.state ?? { status: 'idle' };
  }

  /** Takes the further artifact that goes by a name. The same source again changes nothing. */
  usePart(name: string, source: Source, safety: SafetyLookup = 'left'): ArtifactState<P> {
    let lookup = this.#parts.get(name);
    if (!lookup) {
      lookup = new Lookup<P>(
        (state) => this.#changed(state && (() => this.#partSettled(state))),
        () => safety,
      );
      this.#parts.set(name, lookup);
    }
    this.#isAsked = true;
    try {
      lookup.use(source);
    } finally {
      this.#isAsked = false;
    }
    return lookup.state;
  }

  /** Gives up the further artifacts that go by none of these names. */
  keepParts(names: readonly string[]): void {
    for (const [name, lookup] of this.#parts)
      if (!names.includes(name)) {
        lookup.pause();
        this.#parts.delete(name);
      }
  }

  /** Loads a further artifact again. */
  reloadPart(name: string): void {
    this.#parts.get(name)?.reload();
  }

  hostConnected(): void {
    if (this.#lookups.some(({ hasAsked }) => hasAsked)) this.#awaitReturn();
    for (const lookup of this.#lookups) lookup.resume();
  }

  hostDisconnected(): void {
    ArtifactController.#asking.delete(this as unknown as ArtifactController<Artifact>);
    // What arrives while the element is out of the page is not lost: it starts again when it is back.
    for (const lookup of this.#lookups) lookup.pause();
  }

  get #lookups(): (Lookup<T> | Lookup<P>)[] {
    return [this.#main, ...this.#parts.values()];
  }

  #changed(tell: (() => void) | undefined): void {
    if (this.#lookups.some(({ isPending }) => isPending)) this.#awaitReturn();
    if (!this.#isAsked) this.#host.requestUpdate();
    tell?.();
  }
  /** Whether the host asks for a further artifact now: it takes the answer with it, and needs no update for it. */
  #isAsked = false;

  /** Those in the page that have asked for something. */
  static readonly #asking = new Set<ArtifactController<Artifact>>();

  /** Reloads what was loading when the reader left the page: the browser may have stopped it. */
  static readonly #onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) return;
    for (const controller of [...ArtifactController.#asking])
      for (const lookup of controller.#lookups) lookup.retryBroken();
  };

  #awaitReturn(): void {
    ArtifactController.#asking.add(this as unknown as ArtifactController<Artifact>);
    addEventListener('pageshow', ArtifactController.#onPageShow);
  }
}
