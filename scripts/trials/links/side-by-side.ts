/** Runs jobs 0 to before `count`, at most `atATime` at once. Resolves to their results in the order of their numbers. */
export async function runSideBySide<Result>(
  count: number,
  atATime: number,
  job: (number: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const number = next++;
      results.set(number, await job(number));
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, atATime) }, work));
  return [...results].toSorted(([one], [other]) => one - other).map(([, result]) => result);
}
