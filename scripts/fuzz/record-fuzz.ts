import { recordSection, whereMeasured } from '../recorded-section.ts';
import type { FuzzServerResult, TargetName } from './fuzz-server.ts';

export type TargetResult = FuzzServerResult & { readonly target: TargetName };

interface RecordedFuzz {
  readonly seed: number;
  /** The options that said how long each target was attacked. */
  readonly long: string;
  readonly only: string | undefined;
}

const document = new URL('../../docs/reliability.md', import.meta.url);

/** Writes the table of what an attack did into its document. */
export async function recordFuzz(results: readonly TargetResult[], { seed, long, only }: RecordedFuzz): Promise<void> {
  const which = only === undefined ? '' : ` --only ${only}`;
  const how = `\`pnpm fuzz server ${long} --seed ${seed}${which}\`, ${whereMeasured()}.`;
  await recordSection(document, 'fuzz', () => `${how}\n\n${fuzzTable(results)}`);
}

/** Returns the table, a line for each target. */
export function fuzzTable(results: readonly TargetResult[]): string {
  const rows = results.map(({ target, handled, outcomes, faults, quietP99, besideP99, attackedP99, before, after }) => {
    const times = (p99: number): string => `${p99.toFixed(1)} ms, ${(p99 / quietP99).toFixed(1)} times`;
    const both = (read: (figures: typeof before) => number): string =>
      [before, after].map((figures) => (read(figures) / 2 ** 20).toFixed(0)).join(' and ');
    const cells = [
      target,
      handled,
      outcomes,
      faults.length,
      `${quietP99.toFixed(1)} ms`,
      times(besideP99),
      times(attackedP99),
      both(({ heapBytes }) => heapBytes),
      both(({ heapTotalBytes }) => heapTotalBytes),
      both(({ residentBytes }) => residentBytes),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| | messages | honest outcomes | faults | p99 quiet | p99 while another was attacked | p99 attacked | heap in use, MiB | taken for it, MiB | resident, MiB |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
