/** Up to how many files that failed are run once more. Where more fail, something is broken. */
export const FEW = 4;

/**
 * What tests came to whose files are run once more if few of them failed: many browsers on few cores can starve a test of its time.
 * @param again runs files and gives what they came to.
 */
export const withSecondRun = async (count, again) => {
  const files = [...new Set(count.failures.map((failure) => failure.split(/:\d+:\d+: |: /)[0]))];
  if (count.failed === 0 || files.length === 0 || files.length > FEW) return count;
  console.log(`\nOnce more, with nothing beside: ${files.join(' ')}`);
  const second = await again(files);
  const unsteady = count.failures.filter((failure) => !second.failures.includes(failure));
  const { failed, failures } = second;
  return { ...count, passed: count.passed + Math.max(0, count.failed - failed), failed, failures, unsteady };
};
