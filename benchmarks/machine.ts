import { cpus, loadavg, release, totalmem } from 'node:os';

/** Describes the machine on one line. */
export function describeMachine(): string {
  const cores = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cores[0]?.model ?? 'unknown processor'}, ${cores.length} cores, ${gibibytes} GiB; Linux ${release()}; Node ${process.version}`;
}

/** Describes the load average of the last minute, which shows other work on the machine. */
export function describeLoad(): string {
  const [minute = 0] = loadavg();
  const isBusy = minute > cpus().length / 2;
  return `load ${minute.toFixed(1)} before the run${isBusy ? ': MACHINE BUSY WITH OTHER WORK, figures are too low' : ''}`;
}
