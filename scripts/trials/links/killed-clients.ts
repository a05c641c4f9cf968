import { Barrier } from './barrier.ts';
import { attemptTrial, type EndedTrial, type LinkTrial } from './link-trial.ts';
import { runSideBySide } from './side-by-side.ts';
import { SubscriberHost } from './subscriber-host.ts';

/** Trials whose clients share a process that is killed. */
const sharingProcess = 50;
/** Such processes at the same time. */
const processes = 2;

type Run = Omit<LinkTrial, 'subscribe' | 'ready' | 'killClient'> & { readonly count: number };

/** Runs trials whose clients live in processes that are killed. `compileCache`: directory of Node's compile cache. */
export async function runKilledClients(run: Run, compileCache: string): Promise<EndedTrial[]> {
  const groups = Math.ceil(run.count / sharingProcess);
  const ended = await runSideBySide(groups, { atATime: processes }, (group) => {
    const from = group * sharingProcess;
    const count = Math.min(sharingProcess, run.count - from);
    return runSharingProcess({ ...run, count, seed: run.seed + from }, compileCache);
  });
  return ended.flat();
}

async function runSharingProcess({ count, seed, ...run }: Run, compileCache: string): Promise<EndedTrial[]> {
  const host = new SubscriberHost(compileCache);
  // Recording begins when all are there: what is recorded meanwhile would only keep the processes from starting.
  const ready = new Barrier(count, () => Promise.resolve());
  const kill = new Barrier(count, () => host.killAndReplace());
  try {
    return await runSideBySide(count, { atATime: count }, async (trial) => {
      const waited = new Set<Barrier>();
      const wait = (barrier: Barrier): Promise<void> => {
        waited.add(barrier);
        return barrier.ask();
      };
      const ended = await attemptTrial({
        ...run,
        seed: seed + trial,
        subscribe: (port, heartbeat, events) => {
          host.subscribe({ trial, port, heartbeat }, events);
          return () => Promise.resolve();
        },
        ready: () => wait(ready),
        killClient: () => wait(kill),
      });
      for (const barrier of [ready, kill]) if (!waited.has(barrier)) barrier.leave();
      return ended;
    });
  } finally {
    await host.close();
  }
}
