import { cpus, release, totalmem } from 'node:os';

/** The machine a figure comes from, in one line. */
export function describeMachine(): string {
  const cores = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${cores[0]?.model ?? 'unknown processor'}, ${cores.length} cores, ${gibibytes} GiB; Linux ${release()}; Node ${process.version}`;
}
