import { cpus, loadavg, release, totalmem } from 'node:os';

/** The machine a figure comes from, in one line. */
export function describeMachine(): string {
  const cores = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cores[0]?.model ?? 'unknown processor'}, ${cores.length} cores, ${gibibytes} GiB; Linux ${release()}; Node ${process.version}`;
}

/** What else the machine does: processes that wanted a processor, in the mean of the last minute. */
export function describeLoad(): string {
  const [minute = 0] = loadavg();
  const isBusy = minute > cpus().length / 2;
  return `load ${minute.toFixed(1)} before${isBusy ? ': BUSY WITH OTHER WORK, figures are those of what was left' : ''}`;
}
