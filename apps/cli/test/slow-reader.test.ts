import { setTimeout as sleep } from 'node:timers/promises';
import { openMemoryJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { startOutcomeService } from '@sdmp/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { startProcess } from './support/start-process.ts';

const total = 40_000;
/** What is between the journal and a reader that does not read: sockets, the pipe, and what `tail` holds itself. */
const mostUnderWay = total / 2;
const note = 'n'.repeat(1000);

/** A service here, so that the test can see what it has delivered. */
async function startServiceHere() {
  const journal = await openMemoryJournal();
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  onTestFinished(async () => {
    await service.close();
    await journal.close();
  });
  const record = (count: number) =>
    journal.append(
      Array.from({ length: count }, (_, number) =>
        parseOutcomeLine(`OZ\\CNSales1\\SI${number}\\RE10\\DT${note}`, { time: 0 }),
      ),
    );
  const delivered = (): number => service.status().counters.outcomesDelivered;
  return { address: `127.0.0.1:${service.addresses[0]?.port ?? 0}`, record, delivered };
}

/** Resolves to the count once it has stood still for a second. */
async function atRest(count: () => number): Promise<number> {
  for (let before = -1; ; await sleep(1000)) {
    const now = count();
    if (now === before && now > 0) return now;
    before = now;
  }
}

function isLast(end: string): boolean {
  return end.endsWith('\n') && end.includes(`\\SI${total - 1}\\`);
}

test(
  verifies('CL-6') + 'a reader that pauses holds up delivery, and then gets everything once and in order',
  async () => {
    const { address, record, delivered } = await startServiceHere();
    const tail = startProcess(['tail', address, '--persist', 'slow', '--rate', '1000000', '--format', 'frames']);
    onTestFinished(() => tail.kill('SIGKILL'));
    await tail.untilSaid(/\nlive\n/);
    tail.child.stdout?.pause();
    await record(total);
    expect(await atRest(delivered)).toBeLessThan(mostUnderWay);

    tail.child.stdout?.resume();
    while (delivered() < total) await sleep(20);
    while (!isLast(tail.printed().slice(-2 * note.length))) await sleep(200);
    tail.kill('SIGTERM');
    expect(await tail.ended).toBe(0);
    const sessions = Array.from(tail.printed().matchAll(/\\SI(\d+)\\/g), ([, number]) => Number(number));
    expect(sessions).toEqual(Array.from({ length: total }, (_, number) => number));
  },
);
