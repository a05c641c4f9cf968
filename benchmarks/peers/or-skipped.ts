import type { Print } from '../benchmark.ts';

/** What a peer fails at, or what its release does not know, must not end the measuring of the others. */
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
