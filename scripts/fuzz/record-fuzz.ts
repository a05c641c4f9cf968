import { recordPromise, recordSection, reliability, whereMeasured } from '../recorded-section.ts';
import { percent } from './describe-fuzz.ts';
import type { ServiceFigures } from './fuzz-messages.ts';
import type { FuzzServerResult, TargetName } from './fuzz-server.ts';

export type TargetResult = FuzzServerResult & { readonly target: TargetName };

/** How an attack was run. */
export interface RecordOptions {
  /** The options that repeat it. */
  readonly repeat: string;
  /** Whether the limits of the pace of requests were lifted; how long outcomes took is not recorded then. */
  readonly isUnpaced: boolean;
}

/** Writes the table of what an attack did, and the row of its promise, into their document. */
export async function recordFuzz(results: readonly TargetResult[], options: RecordOptions): Promise<void> {
  const { repeat, isUnpaced } = options;
  const command = `\`pnpm fuzz server ${repeat}\``;
  const section = isUnpaced ? 'fuzz-unpaced' : 'fuzz';
  const table = fuzzTable(results, options);
  await recordSection(reliability, section, () => `${command}, ${whereMeasured()}.\n\n${table}`);
  const times = (p99: (result: TargetResult) => number): string =>
    results.map((result) => `${(p99(result) / result.quietP99).toFixed(1)} at a ${result.target}`).join(' and ');
  const found = `faults ${results.reduce((sum, each) => sum + each.faults.length, 0)}`;
  await recordPromise(reliability, isUnpaced ? 'pnpm fuzz server --unpaced' : 'pnpm fuzz server', {
    trial: `${command} ([below](#attackers-on-many-sockets))`,
    count: results.map(({ target, handled }) => `${handled.toLocaleString('en')} messages at a ${target}`).join(', '),
    result: isUnpaced
      ? found
      : `${found}; p99 of others ${times(({ attackedP99 }) => attackedP99)} times its quiet value, where the processors' share alone is ${times(({ besideP99 }) => besideP99)}`,
  });
}

/** Returns the table, a line for each target. */
export function fuzzTable(results: readonly TargetResult[], { isUnpaced }: Pick<RecordOptions, 'isUnpaced'>): string {
  const columns = isUnpaced ? held : [...took, ...held];
  const rows = results.map((result) => [result.target, ...columns.map(([, cell]) => cell(result))]);
  const lines = [['', ...columns.map(([heading]) => heading)], ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [lines[0], `|${'---|'.repeat(columns.length + 1)}`, ...lines.slice(1)].join('\n');
}

type Column = readonly [heading: string, cell: (result: TargetResult) => string];

/** Returns what a figure was before and after, in MiB. */
function beforeAndAfter({ before, after }: TargetResult, read: (figures: ServiceFigures) => number): string {
  return [before, after].map((figures) => (read(figures) / 2 ** 20).toFixed(0)).join(' and ');
}

function comparedWithQuiet(p99: number, { quietP99 }: TargetResult): string {
  return `${p99.toFixed(1)} ms, ${(p99 / quietP99).toFixed(1)} times`;
}

/** What was sent and what was left behind. */
const held: readonly Column[] = [
  ['messages', ({ handled }) => handled.toLocaleString('en')],
  ['honest outcomes', ({ outcomes }) => outcomes.toLocaleString('en')],
  ['faults', ({ faults }) => String(faults.length)],
  ['sockets', ({ before, after }) => `${before.sessions} and ${after.sessions}`],
  ['handles', ({ before, after }) => `${before.handles} and ${after.handles}`],
  ['heap in use, MiB', (result) => beforeAndAfter(result, ({ heapBytes }) => heapBytes)],
  ['taken for it, MiB', (result) => beforeAndAfter(result, ({ heapTotalBytes }) => heapTotalBytes)],
  ['resident, MiB', (result) => beforeAndAfter(result, ({ residentBytes }) => residentBytes)],
];

/** How long outcomes took, and what the target lacked. */
const took: readonly Column[] = [
  ['p99 quiet', ({ quietP99 }) => `${quietP99.toFixed(1)} ms`],
  ['p99 while another was attacked', (result) => comparedWithQuiet(result.besideP99, result)],
  ['p99 attacked', (result) => comparedWithQuiet(result.attackedP99, result)],
  ['its event loop late, p99', ({ load }) => `${load.loopDelay.p99.toFixed(1)} ms`],
  ['its processors', ({ load }) => `${load.processors.toFixed(2)}, waited ${percent(load.waited)}`],
];
