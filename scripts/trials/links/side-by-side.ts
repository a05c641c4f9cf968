import { setTimeout as pause } from 'node:timers/promises';

/** Time between two looks at how late timers are, milliseconds. */
const lookMs = 5;

export interface SideBySideOptions {
  /** Jobs at once. */
  readonly atATime: number;
  /** While timers are later than this, and a job runs, no other is begun, milliseconds. Default: no matter how late. */
  readonly mostLateMs?: number;
}

/** Runs jobs 0 to before `count`. Resolves to their results in the order of their numbers. */
export async function runSideBySide<Result>(
  count: number,
  { atATime, mostLateMs = Number.POSITIVE_INFINITY }: SideBySideOptions,
  job: (number: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Promise<Result>[] = [];
  const running = new Set<Promise<unknown>>();
  for (let number = 0; number < count; number++) {
    while (running.size >= atATime) await Promise.race(running);
    while (running.size > 0 && (await latenessOfTimers()) > mostLateMs);
    const result = job(number);
    const ended: Promise<unknown> = result.then(
      () => running.delete(ended),
      () => running.delete(ended),
    );
    running.add(ended);
    results.push(result);
  }
  return await Promise.all(results);
}

async function latenessOfTimers(): Promise<number> {
  const before = performance.now();
  await pause(lookMs);
  return performance.now() - before - lookMs;
}
