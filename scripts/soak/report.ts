import { readFileSync, writeFileSync } from 'node:fs';
import { recordPromise, reliability } from '../recorded-section.ts';
import { plotSoak } from './plot.ts';
import type { Disturbance, Outcome, Recording, Sample } from './samples.ts';
import type { Verdict } from './verdict.ts';

const document = new URL('../../docs/soak.md', import.meta.url);
const picture = new URL('../../docs/soak.svg', import.meta.url);
const section = /(<!-- soak -->\n)[\s\S]*?(<!-- \/soak -->)/;

/** Returns the line that tells how a run is doing. */
export function progressLine(
  { atMs, recorded, processes, readers, load }: Sample,
  underWay: string | undefined,
): string {
  const memory = processes
    .map(({ name, rss }) => `${name.split(' ')[0] ?? ''} ${Math.round(rss / 2 ** 20)}`)
    .join(', ');
  const backlogs = readers.map(({ backlog }) => backlog).join('/');
  const p99 = Math.max(0, ...readers.map(({ latency }) => latency?.p99 ?? 0)).toFixed(0);
  const fault = underWay === undefined ? '' : `; ${underWay}`;
  return `${clock(atMs)} recorded ${recorded}, behind ${backlogs}, p99 ${p99} ms, MiB ${memory}, load ${load.toFixed(1)}${fault}`;
}

/** Returns the summary: a line for each verdict. */
export function summary({ outcome, disturbances }: Recording, verdicts: readonly Verdict[]): string {
  const { seed, rate, ranMs, recorded } = outcome;
  const bad = verdicts.filter(({ isGood }) => isGood === false).length;
  const open = verdicts.filter(({ isGood }) => isGood === undefined).length;
  return [
    `Soak of ${clock(ranMs)}: ${recorded} outcomes at ${rate} a second, ${disturbances.length} disturbances, seed ${seed}`,
    ...verdicts.map(({ what, found, isGood }) => `${mark(isGood)} ${what}: ${found}`),
    `${verdicts.length - bad - open} good, ${bad} bad, ${open} not judged`,
  ].join('\n');
}

/** Writes the section of the document, the picture, and the row of its promise. */
export async function record(recording: Recording, verdicts: readonly Verdict[]): Promise<void> {
  const text = readFileSync(document, 'utf8');
  writeFileSync(
    document,
    text.replace(section, (_, begin: string, end: string) => `${begin}\n${sectionText(recording, verdicts)}\n\n${end}`),
  );
  writeFileSync(picture, plotSoak(recording));
  const { disturbances, outcome } = recording;
  const { seed, rate, plannedMs, ranMs, recorded, readers } = outcome;
  const sum = (read: (reader: Outcome['readers'][number]) => number): number =>
    readers.reduce((total, reader) => total + read(reader), 0);
  const bad = verdicts.filter(({ isGood }) => isGood === false).map(({ what }) => what);
  const judged = verdicts.filter(({ isGood }) => isGood !== undefined).length;
  const flat =
    judged === verdicts.length
      ? 'memory, handles, files, latency and journals flat'
      : `${judged} of ${verdicts.length} verdicts given, all good`;
  const rest = bad.length === 0 ? flat : `BAD: ${bad.join(', ')}`;
  await recordPromise(reliability, 'pnpm soak', {
    trial: `\`pnpm soak --for ${plannedMs / 1000}s --rate ${rate} --seed ${seed}\` ([soak](soak.md))`,
    count: `${recorded.toLocaleString('en')} outcomes within ${clock(ranMs)} minutes, ${readers.length} readers, ${disturbances.length} disturbances`,
    result: `lost ${sum(({ lost }) => lost)}, doubled ${sum(({ doubled }) => doubled)}; ${rest}`,
  });
}

function sectionText({ samples, disturbances, outcome }: Recording, verdicts: readonly Verdict[]): string {
  const { date, machine, seed, rate, plannedMs, ranMs, retainMs, recorded } = outcome;
  const loads = samples.map(({ load }) => load).toSorted((one, other) => one - other);
  const [least, middle, most] = [loads[0], loads[Math.floor(loads.length / 2)], loads.at(-1)];
  const load = [least, middle, most].map((each) => (each ?? 0).toFixed(1));
  const ran = ranMs < plannedMs - 1000 ? `, ended early after ${clock(ranMs)}` : '';
  return [
    `\`pnpm soak --for ${plannedMs / 1000}s --rate ${rate} --seed ${seed}\`${ran}, ${date}; ${machine}; load of the machine ${load[0]} to ${load[2]}, in the middle ${load[1]}.`,
    '',
    `${recorded} outcomes, kept for ${retainMs / 1000} s; ${samples.length} samples.`,
    '',
    '![memory, files, latency and journals over the time of the run](soak.svg)',
    '',
    '| promise | found | |',
    '| --- | --- | --- |',
    ...verdicts.map(({ what, found, isGood }) => `| ${what} | ${found} | ${mark(isGood)} |`),
    '',
    '| disturbance | times | longest until all was up to date again |',
    '| --- | --- | --- |',
    ...byName(disturbances),
  ].join('\n');
}

function byName(disturbances: readonly Disturbance[]): readonly string[] {
  const groups = Map.groupBy(disturbances, ({ name }) => name);
  return [...groups].map(([name, all]) => {
    const longest = Math.max(
      ...all.map(({ endedMs, recoveredMs }) => (recoveredMs ?? Number.POSITIVE_INFINITY) - endedMs),
    );
    return `| ${name} | ${all.length} | ${(longest / 1000).toFixed(1)} s |`;
  });
}

function mark(isGood: boolean | undefined): string {
  if (isGood === undefined) return 'not judged';
  return isGood ? 'good' : 'BAD';
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
