/** Runs a job at a given time, concurrently with other processes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Order, Report } from './contestant-messages.ts';
import { play } from './play.ts';
import type { Answer, Job } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

/** Maximum delay of a timer, milliseconds; the rest of the time is spent in a busy loop. */
const timerLateMs = 2;

let prepared: { readonly scenario: string; readonly job: Job } | undefined;

function report(message: Report): void {
  process.send?.(message);
}

async function until(at: number): Promise<void> {
  const now = (): number => performance.timeOrigin + performance.now();
  const left = at - now() - timerLateMs;
  if (left > 0) await sleep(left);
  while (now() < at);
}

async function answerOf({ scenario, job }: NonNullable<typeof prepared>): Promise<Answer> {
  const action = scenarios[scenario]?.actions[job.action];
  if (action === undefined) return { error: { code: 'UNKNOWN', message: `${scenario} has no ${job.action}` } };
  return play(() => action(job.settings));
}

process.on('disconnect', () => process.exit());
process.on('message', (order: Order) => {
  if (order.kind === 'prepare') {
    prepared = order;
    report({ kind: 'ready' });
    return;
  }
  const mine = prepared;
  if (mine === undefined) return;
  void until(order.at)
    .then(() => answerOf(mine))
    .then((answer) => report({ kind: 'done', answer }));
});
