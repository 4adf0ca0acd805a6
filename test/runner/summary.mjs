// What a run has come to, told at its end.

/** `12 passed, 0 failed, 1 skipped`. */
const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

/** Seconds as `75 s`, or from two minutes on as `2 min 5 s`. */
export const duration = (seconds) => {
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
};

/** What there is to tell at the end, a line each. Whatever went wrong counts as a failure, so that the sum never hides it. */
export class Summary {
  #lines = [];
  #failures = [];
  #times = [];
  #passed = 0;
  #failed = 0;
  #begun = performance.now();
  #strict;

  /** @param strict whether a test that passes only the second time is a failure. */
  constructor(strict) {
    this.#strict = strict;
  }

  /** Runs a part and notes how long it took. */
  async timed(name, part) {
    const begun = performance.now();
    try {
      return await part();
    } finally {
      this.#times.push(`${name} ${duration((performance.now() - begun) / 1000)}`);
    }
  }

  /** Adds what the tests of a part came to. `unsteady` are those that failed once and passed when run again. */
  add(name, count) {
    const unsteady = count.unsteady ?? [];
    const worse = this.#strict ? unsteady.length : 0;
    const counted = { ...count, passed: count.passed - worse, failed: count.failed + worse };
    this.#passed += counted.passed;
    this.#failed += counted.failed;
    this.#lines.push(`${name.padEnd(11)}${inWords(counted)}`);
    for (const failure of unsteady)
      this.#failures.push(`${name.padEnd(11)}UNSTEADY, failed once and passed when run again: ${failure}`);
    for (const failure of count.failures ?? []) this.#failures.push(`${name.padEnd(11)}FAILED: ${failure}`);
  }

  note(name, text) {
    this.#lines.push(`${name.padEnd(11)}${text}`);
  }

  fail(name, text) {
    this.#failed += 1;
    this.note(name, `FAILED: ${text}`);
  }

  /** Prints it all; the last line is `N passed, N failed`. */
  end() {
    const times = [...this.#times, `all ${duration((performance.now() - this.#begun) / 1000)}`];
    console.log(
      `\n${[...this.#failures, ...this.#lines, `Times      ${times.join(' · ')}`].join('\n')}\n${this.#passed} passed, ${this.#failed} failed`,
    );
    process.exitCode = this.#failed > 0 || this.#passed === 0 ? 1 : 0;
  }
}
