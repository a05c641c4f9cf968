/**
 * Works on a journal while strace records its system calls. Prints each operation that it starts and each that the
 * journal acknowledged, one write per line, so that the trace shows their order among the other calls.
 */
import { writeSync } from 'node:fs';
import { openSqliteJournal } from '../../../packages/journal/src/index.ts';
import { bodyAt, isToBeErased, randomFrom } from './expected.ts';

const [, , directory = '', seed = '1', rounds = '3'] = process.argv;
const random = randomFrom(Number(seed));

function print(line: string): void {
  writeSync(1, `${line}\n`);
}

for (let round = 0; round < Number(rounds); round++) {
  const journal = await openSqliteJournal({ directory, compactAfter: 4, maxBatchRecords: 64 });
  print(`opened ${journal.end}`);
  for (let step = 0; step < 24; step++) {
    const start = journal.end;
    const count = 1 + random(random(6) === 0 ? 80 : 3);
    const end = start + count;
    const records = Array.from({ length: count }, (_, index) => {
      const time = start + index;
      return { time, tenant: 'acme', campaign: `campaign ${time % 3}`, classes: 1, body: bodyAt(time) };
    });
    print(`appending ${end}`);
    await journal.append(records, {
      cursors: [{ name: 'upstream', tenant: 'acme', position: end, filter: {}, touched: 0 }],
    });
    print(`stored ${end}`);
    // Leaves time for background maintenance.
    if (random(4) === 0) await new Promise((resolve) => setTimeout(resolve, 4));
    if (step === 15) {
      print(`erasing ${journal.end}`);
      const limit = journal.end;
      await journal.erase(({ position }) => position < limit && isToBeErased(position));
      print(`erased ${limit}`);
    }
  }
  print('pruning');
  const { first } = await journal.prune({ maxBytes: journal.stats().bytes * 0.8 });
  print(`pruned ${first}`);
  await journal.close();
  print('closed');
}
