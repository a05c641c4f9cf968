import type { Print } from '../benchmark.ts';

/** Runs a measurement and prints a skip line if it fails, so that a failing peer does not end the benchmark. */
export async function orSkipped<Figure>(
  what: string,
  measure: () => Promise<readonly Figure[]>,
  print: Print,
): Promise<readonly Figure[]> {
  try {
    return await measure();
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split('\n').at(0) : String(error);
    print(`  !!! SKIPPED: ${what} — ${reason}`);
    return [];
  }
}
