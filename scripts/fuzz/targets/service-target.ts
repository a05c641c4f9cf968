import { once } from 'node:events';
import type { ServiceReport } from '../fuzz-messages.ts';
import {
  ask,
  endOf,
  type FuzzTarget,
  isAnswer,
  journalFaults,
  startServiceProcess,
  type TargetOptions,
} from './target.ts';

/** Starts an outcome service by itself, over a journal in `folder`. */
export async function startServiceTarget({ folder, users, recordEveryMs, limits }: TargetOptions): Promise<FuzzTarget> {
  const service = startServiceProcess();
  const { port } = await ask(
    service,
    { kind: 'start', users, folder, recordEveryMs, ...(limits === undefined ? {} : { limits }) },
    'started',
  );
  let handled = 0;
  service.on('message', (report: ServiceReport) => {
    if (isAnswer(report, 'progress')) ({ handled } = report);
  });
  return {
    pid: service.pid ?? 0,
    port,
    ended: endOf(service),
    figures: async () => (await ask(service, { kind: 'measure' }, 'measured')).figures,
    loopDelay: async () => (await ask(service, { kind: 'loop' }, 'looped')).delay,
    handled: () => Promise.resolve(handled),
    pause: async () => (await ask(service, { kind: 'pause' }, 'paused')).recorded,
    stop: async (recorded) => {
      const exited = once(service, 'exit');
      await ask(service, { kind: 'stop' }, 'stopped');
      const [code] = (await exited) as [number | null];
      const faults = code === 0 ? [] : [`the service ended with ${String(code)}`];
      return [...faults, ...(await journalFaults(folder, recorded))];
    },
    kill: () => void service.kill('SIGKILL'),
  };
}
