import type { LineChart } from '../../benchmarks/svg/line-chart.ts';
import { drawSheet } from '../../benchmarks/svg/sheet.ts';
import type { ProcessSample, Recording, Sample } from './samples.ts';

const minuteMs = 60_000;
const mebibyte = 2 ** 20;
/** Points of a line: more are not seen. */
const mostPoints = 400;

/** Draws a soak over its time, the disturbances marked. */
export function plotSoak({ samples, disturbances, outcome }: Recording): string {
  const marked = disturbances.map(({ fromMs, endedMs, recoveredMs }): readonly [number, number] => [
    fromMs / minuteMs,
    (recoveredMs ?? endedMs) / minuteMs,
  ]);
  const chart = (title: string, yLabel: string, series: LineChart['series']): LineChart => ({
    title,
    yLabel,
    series,
    xLabel: 'minutes',
    xScale: 'linear',
    marked,
  });
  const processes = [...new Set(samples.flatMap((each) => each.processes.map(({ name }) => name)))];
  const ofProcesses = (read: (process: ProcessSample) => number): LineChart['series'] =>
    processes.map((name) => ({
      name,
      points: points(samples, (sample) => {
        const found = sample.processes.find((each) => each.name === name);
        return found === undefined ? undefined : read(found);
      }),
    }));
  const quiet = samples.filter(({ isDisturbed }) => !isDisturbed);
  const readers = [...new Set(samples.flatMap((each) => each.readers.map(({ name }) => name)))];
  const latency = (quantile: 'p50' | 'p99'): LineChart['series'] =>
    readers
      .map((name) => ({
        name,
        points: points(quiet, ({ readers: all }) => all.find((each) => each.name === name)?.latency?.[quantile]),
      }))
      .filter((each) => each.points.length > 0);
  const journals = Object.keys(samples[0]?.journalBytes ?? {}).map((name) => ({
    name,
    points: points(samples, ({ journalBytes }) => (journalBytes[name] ?? 0) / mebibyte),
  }));
  const load = { name: 'load', points: points(samples, (each) => each.load) };
  const caption = `${outcome.recorded} outcomes, ${outcome.rate} a second, seed ${outcome.seed}, ${outcome.date}; grey: faults until all was up to date again`;
  return drawSheet(
    [
      chart(
        'Resident memory',
        'MiB',
        ofProcesses(({ rss }) => rss / mebibyte),
      ),
      chart(
        'Heap in use',
        'MiB',
        ofProcesses(({ heapUsed }) => heapUsed / mebibyte),
      ),
      chart(
        'Open files',
        'number',
        ofProcesses(({ files }) => files),
      ),
      chart('Latency p50, outside of faults', 'ms', latency('p50')),
      chart('Latency p99, outside of faults', 'ms', latency('p99')),
      chart('Journals', 'MiB', journals),
      chart('Load of the machine', 'processes', [load]),
    ],
    caption,
  );
}

function points(
  samples: readonly Sample[],
  read: (sample: Sample) => number | undefined,
): readonly (readonly [number, number])[] {
  const step = Math.max(1, Math.ceil(samples.length / mostPoints));
  return samples
    .filter((_, index) => index % step === 0)
    .flatMap((sample) => {
      const value = read(sample);
      return value === undefined ? [] : [[sample.atMs / minuteMs, value] as const];
    });
}
