import { cpus, loadavg, release, totalmem } from 'node:os';

/** Describes the machine on one line. */
export function describeMachine(): string {
  const cores = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cores[0]?.model ?? 'unknown processor'}, ${cores.length} cores, ${gibibytes} GiB; Linux ${release()}; Node ${process.version}`;
}

/** Load average of the last minute. Above half a process for each core, other work distorts the figures. */
export interface Load {
  readonly minute: number;
  readonly isBusy: boolean;
}

export function currentLoad(): Load {
  const [minute = 0] = loadavg();
  return { minute, isBusy: minute > cpus().length / 2 };
}

/** Describes the load before a run, which shows other work on the machine. */
export function describeLoad({ minute, isBusy }: Load): string {
  return `load ${minute.toFixed(1)} before the run${isBusy ? ': MACHINE BUSY WITH OTHER WORK, figures are too low' : ''}`;
}
