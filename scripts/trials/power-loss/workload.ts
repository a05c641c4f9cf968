/*
 * Works on a journal while its writes are recorded, and says on standard output what it has begun and what it was
 * promised: each line is a write of its own, so that its place among the others is known.
 */
import { writeSync } from 'node:fs';
import { openSqliteJournal } from '../../../packages/journal/src/index.ts';
import { bodyAt, isToBeErased, randomFrom } from './expected.ts';

const [, , directory = '', seed = '1', rounds = '3'] = process.argv;
const random = randomFrom(Number(seed));

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

for (let round = 0; round < Number(rounds); round++) {
  const journal = await openSqliteJournal({ directory, compactAfter: 4, maxBatchRecords: 64 });
  say(`opened ${journal.end}`);
  for (let step = 0; step < 24; step++) {
    const start = journal.end;
    const count = 1 + random(random(6) === 0 ? 80 : 3);
    const end = start + count;
    const records = Array.from({ length: count }, (_, index) => {
      const time = start + index;
      return { time, tenant: 'acme', campaign: `campaign ${time % 3}`, classes: 1, body: bodyAt(time) };
    });
    say(`begins ${end}`);
    await journal.append(records, {
      cursors: [{ name: 'upstream', tenant: 'acme', position: end, filter: {}, touched: 0 }],
    });
    say(`stored ${end}`);
    // Room for the work in the background.
    if (random(4) === 0) await new Promise((resolve) => setTimeout(resolve, 4));
    if (step === 15) {
      say(`erases ${journal.end}`);
      const limit = journal.end;
      await journal.erase(({ position }) => position < limit && isToBeErased(position));
      say(`erased ${limit}`);
    }
  }
  say('prunes');
  const { first } = await journal.prune({ maxBytes: journal.stats().bytes * 0.8 });
  say(`pruned ${first}`);
  await journal.close();
  say('closed');
}
