import type { Report } from '../report/report.ts';

/** Runs a measurement and prints a skip line if it fails, so that a failing peer does not end the benchmark. */
export async function orSkipped<Figure>(
  what: string,
  measure: () => Promise<readonly Figure[]>,
  report: Report,
): Promise<readonly Figure[]> {
  try {
    return await measure();
  } catch (error) {
    const reason = String(error).trim().split('\n').at(0);
    report.text(`!!! SKIPPED: ${what} — ${reason}`);
    return [];
  }
}
