import { recordPromise, recordSection, reliability, whereMeasured } from '../recorded-section.ts';
import { percent } from './describe-fuzz.ts';
import type { FuzzServerResult, TargetName } from './fuzz-server.ts';

export type TargetResult = FuzzServerResult & { readonly target: TargetName };

/** Writes the table of what an attack did, and the row of its promise, into their document; `repeat` is the options that repeat it. */
export async function recordFuzz(results: readonly TargetResult[], repeat: string): Promise<void> {
  const command = `\`pnpm fuzz server ${repeat}\``;
  await recordSection(reliability, 'fuzz', () => `${command}, ${whereMeasured()}.\n\n${fuzzTable(results)}`);
  const times = (p99: (result: TargetResult) => number): string =>
    results.map((result) => `${(p99(result) / result.quietP99).toFixed(1)} at a ${result.target}`).join(' and ');
  const faults = results.reduce((sum, each) => sum + each.faults.length, 0);
  await recordPromise(reliability, 'pnpm fuzz server', {
    trial: `${command} ([below](#attackers-on-many-sockets))`,
    count: results.map(({ target, handled }) => `${handled.toLocaleString('en')} messages at a ${target}`).join(', '),
    result: `faults ${faults}; p99 of others ${times(({ attackedP99 }) => attackedP99)} times its quiet value, where the processors' share alone is ${times(({ besideP99 }) => besideP99)}`,
  });
}

/** Returns the table, a line for each target. */
export function fuzzTable(results: readonly TargetResult[]): string {
  const rows = results.map(
    ({ target, handled, outcomes, faults, quietP99, besideP99, attackedP99, before, after, load }) => {
      const times = (p99: number): string => `${p99.toFixed(1)} ms, ${(p99 / quietP99).toFixed(1)} times`;
      const both = (read: (figures: typeof before) => number): string =>
        [before, after].map((figures) => (read(figures) / 2 ** 20).toFixed(0)).join(' and ');
      const cells = [
        target,
        handled.toLocaleString('en'),
        outcomes.toLocaleString('en'),
        faults.length,
        `${quietP99.toFixed(1)} ms`,
        times(besideP99),
        times(attackedP99),
        `${load.loopDelay.p99.toFixed(1)} ms`,
        `${load.processors.toFixed(2)}, waited ${percent(load.waited)}`,
        both(({ heapBytes }) => heapBytes),
        both(({ heapTotalBytes }) => heapTotalBytes),
        both(({ residentBytes }) => residentBytes),
      ];
      return `| ${cells.join(' | ')} |`;
    },
  );
  return [
    '| | messages | honest outcomes | faults | p99 quiet | p99 while another was attacked | p99 attacked | its event loop late, p99 | its processors | heap in use, MiB | taken for it, MiB | resident, MiB |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
