import { benchmarks } from '../benchmarks.ts';
import { staleDocuments } from './documents.ts';
import { runAsMarkdown } from './markdown.ts';
import { measuredCode } from './measured-code.ts';
import { readRun } from './recorded-run.ts';

/**
 * Returns the documents whose figures are not those that were recorded last, or that do not say that the code has changed
 * since, with their new text.
 */
export function staleFigures(): ReadonlyMap<string, string> {
  return staleDocuments((name, held) => {
    const benchmark = benchmarks.find((candidate) => candidate.name === name);
    if (benchmark === undefined) throw new Error(`a document names an unknown benchmark: ${name}`);
    const run = readRun(name);
    if (run === undefined) return unrecorded(name, held);
    return runAsMarkdown(run, measuredCode(benchmark.measures));
  });
}

/** Returns the section of a benchmark without a recorded run: what was written there by hand, marked as such. */
function unrecorded(name: string, held: string): string {
  const mark = `**Not recorded. \`pnpm bench ${name} --record\` writes the figures of today;`;
  if (held.startsWith(mark)) return held;
  return held === ''
    ? `${mark} there are none of earlier.**`
    : `${mark} these were written by hand, for earlier code.**\n\n${held}`;
}
