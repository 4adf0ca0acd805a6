// The records that tests in browsers walk over; `files.ts` says which. The test server lists them under `/records/<kind>/`.

/** A file with one or more records, on the test server. */
export interface ServedRecord {
  name: string;
  url: string;
}

/** The JSON at an address of the test server, or undefined where there is nothing. */
export const read = async <T>(url: string): Promise<T | undefined> => {
  const response = await fetch(url);
  return response.ok ? (response.json() as Promise<T>) : undefined;
};

/** Says on the console which test is skipped and why, and skips it. */
export const skip = (context: Mocha.Context, path: string): never => {
  console.log(
    `Skipped, since there is no ../shared/data/${path} beside the repository: ${context.test?.fullTitle() ?? ''}`,
  );
  return context.skip();
};

const listed = async (kind: string): Promise<{ invented: string[]; real: string[] }> =>
  (await read(`/records/${kind}/`)) ?? { invented: [], real: [] };

/** Gives a function that makes a test for each record of a kind; where the real ones are not there, a test that is skipped and says so. */
export const recordsOf = async (
  kind: string,
): Promise<(title: (name: string) => string, test: (record: ServedRecord) => Promise<void>) => void> => {
  const { invented, real } = await listed(kind);
  return (title, test) => {
    for (const url of [...invented, ...real]) {
      const name = url.split('/').slice(-2).join('/');
      it(title(name), async function () {
        this.timeout(60_000);
        await test({ name, url });
      });
    }
    if (real.length === 0)
      it(title(`each real record of ${kind}`), function () {
        skip(this, kind);
      });
  };
};
