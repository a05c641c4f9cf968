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
  return staleDocuments((name) => {
    const benchmark = benchmarks.find((candidate) => candidate.name === name);
    if (benchmark === undefined) throw new Error(`a document names an unknown benchmark: ${name}`);
    const run = readRun(name);
    if (run === undefined) return `Not recorded. \`pnpm bench ${name} --record\` records these figures.`;
    return runAsMarkdown(run, measuredCode(benchmark.measures));
  });
}
