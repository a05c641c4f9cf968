import { recordPromise, recordSection, reliability, whereMeasured } from '../../recorded-section.ts';
import type { TrialRun } from '../trial-kind.ts';
import { heartbeatText } from './heartbeats.ts';
import type { Cell } from './cell.ts';
import { runLinkTrials } from './link-trials.ts';
import { serviceNames } from './services.ts';

const document = new URL('../../../docs/loss-window.md', import.meta.url);
const failuresShown = 5;

/** Runs the trials, prints each cell, and with `record` writes the table. Returns whether ours lost and doubled nothing. */
export async function reportLinks({ count, seed, print, record, only }: TrialRun): Promise<boolean> {
  const cells = await runLinkTrials({
    count,
    seed,
    only,
    onCell: (cell) => {
      print(`${cell.death}, ${heartbeatText(cell.heartbeat)}, ${cell.service}: ${describe(cell)}`);
      for (const failure of cell.failures.slice(0, failuresShown)) print(`  not ended: ${failure}`);
    },
  });
  const ours = cells.filter(({ service }) => service === 'ours');
  const faults = ours.reduce((sum, { lost, doubled, wrong }) => sum + lost + doubled + wrong, 0);
  const failed = cells.reduce((sum, { failures }) => sum + failures.length, 0);
  const trials = cells.reduce((sum, each) => sum + each.trials, 0);
  print(`${trials} trials, seed ${seed}: at our service lost, doubled or wrong ${faults}, not ended ${failed}`);
  if (record === true) await recordTable(cells, { count, seed, only });
  return faults === 0 && failed === 0;
}

function describe({ trials, recorded, lost, mostLost, doubled, repeated, wrong }: Cell): string {
  return `${trials} trials, ${recorded} outcomes, lost ${lost} (at most ${mostLost}), doubled ${doubled}, again with their id ${repeated}, wrong ${wrong}`;
}

interface RecordedRun {
  readonly count: number;
  readonly seed: number;
  readonly only: string | undefined;
}

async function recordTable(cells: readonly Cell[], { count, seed, only }: RecordedRun): Promise<void> {
  const which = only === undefined ? '' : ` --only '${only}'`;
  const how = `\`pnpm trials links --count ${count} --seed ${seed}${which}\`, ${whereMeasured()}.`;
  await recordSection(document, 'links', (before) =>
    only === undefined ? `${how}\n\n${tableOf(cells)}` : withRow(before, how, tableOf(cells), only),
  );
  if (only !== undefined) return;
  const ours = cells.filter(({ service }) => service === 'ours');
  const sum = (read: (cell: Cell) => number): number => ours.reduce((total, cell) => total + read(cell), 0);
  await recordPromise(reliability, 'pnpm trials links', {
    trial: `\`pnpm trials links --count ${count} --seed ${seed}\` ([and at others](loss-window.md))`,
    count: `${sum(({ trials }) => trials).toLocaleString('en')} deaths in ${new Set(ours.map(({ death }) => death)).size} ways`,
    result: `lost ${sum(({ lost }) => lost)}, doubled ${sum(({ doubled }) => doubled)}, wrong ${sum(({ wrong }) => wrong)}`,
  });
}

/** Returns what is recorded with the rows of one death replaced, and how these came about in front of the table. */
export function withRow(before: string, how: string, table: string, name: string): string {
  const isOfRow = (line: string): boolean => line.startsWith(`| ${name} |`);
  const isEarlier = (line: string): boolean => line.includes(` --only '${name}'`);
  const lines = before.split('\n').filter((line) => !isOfRow(line) && !isEarlier(line));
  const head = lines.findIndex((line) => line.startsWith('| '));
  const rows = table.split('\n').filter(isOfRow);
  return [...lines.slice(0, head), how, '', ...lines.slice(head), ...rows].join('\n').replaceAll(/\n{3,}/g, '\n\n');
}

/** Returns the table, a line for each death and heartbeat. */
export function tableOf(cells: readonly Cell[]): string {
  const [theirs, ours] = serviceNames;
  const rows = cells
    .filter(({ service }) => service === theirs)
    .map((cell) => {
      const own = cells.find(
        ({ service, death, heartbeat }) =>
          service === ours && death === cell.death && heartbeatText(heartbeat) === heartbeatText(cell.heartbeat),
      );
      return [
        cell.death,
        heartbeatText(cell.heartbeat),
        ...amounts(cell),
        ...(own === undefined ? [] : [...amounts(own), String(own.repeated)]),
      ];
    });
  const head = [
    'how the link dies',
    'heartbeat / timeout',
    ...[theirs, ours].flatMap((service) => [
      `${service}: trials`,
      'recorded',
      'lost',
      'mean, most in a trial',
      'doubled',
    ]),
    'again, under their id',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function amounts({ trials, recorded, lost, mostLost, doubled }: Cell): readonly string[] {
  const mean = trials === 0 ? 0 : lost / trials;
  return [trials, recorded, lost, `${mean.toFixed(1)}, ${mostLost}`, doubled].map(String);
}
