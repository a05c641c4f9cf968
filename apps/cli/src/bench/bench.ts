import { rm } from 'node:fs/promises';
import { arch, availableParallelism, cpus, loadavg, platform, release } from 'node:os';
import { say, type Terminal } from '@sdmp/terminal';
import { wantsJson, type FormatOptions } from '../journal/journal-format.ts';
import { measureCodec } from './codec.ts';
import { measureDisk } from './disk.ts';
import type { Figure, Measurement } from './measurement.ts';
import { measureAppends, measureFeed } from './recording.ts';
import { measureRollforward } from './rollforward.ts';
import { makeWorkFolder } from './work-folder.ts';

export interface BenchOptions extends FormatOptions {
  /** On whose disk it is measured. */
  readonly data: string;
  /** Of all measurements together, milliseconds. */
  readonly for: number;
}

const measurements: readonly Measurement[] = [
  measureCodec,
  measureDisk,
  measureAppends,
  measureFeed,
  measureRollforward,
];

/** Measures how fast it is on this machine and this disk, and prints the figures. */
export async function bench(options: BenchOptions, terminal: Terminal): Promise<void> {
  const directory = await makeWorkFolder(options.data);
  const durationMs = options.for / measurements.length;
  const signal = terminal.interrupted;
  const figures: Figure[] = [];
  try {
    for (const { title, run } of measurements) {
      if (signal.aborted) break;
      say(terminal, `${title} …`);
      figures.push(...(await run({ directory, durationMs, signal })));
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  const machine = describeMachine();
  const text = wantsJson(options, terminal) ? JSON.stringify({ machine, figures }) : table(machine, figures);
  await terminal.output.write(`${text}\n`);
}

function describeMachine() {
  const [load = 0] = loadavg();
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    /** Work that waited for a core, over the last minute: above the number of cores the figures say little. */
    load: Math.round(load * 10) / 10,
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
  };
}

function table(
  { processor, cores, load, system, node }: ReturnType<typeof describeMachine>,
  figures: readonly Figure[],
): string {
  const width = Math.max(...figures.map(({ name }) => name.length), 0);
  return [
    `${processor}, ${cores} cores, load ${load}, ${system}, Node ${node}`,
    ...figures.map(({ name, value, unit }) => `${name.padEnd(width)}  ${formatValue(value).padStart(10)} ${unit}`),
  ].join('\n');
}

/** Two figures more than are sure are two too many. */
function formatValue(value: number): string {
  if (value < 100) return value.toFixed(2);
  return Number(value.toPrecision(3)).toLocaleString('en');
}
