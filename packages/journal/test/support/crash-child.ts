/*
 * Appends until it is killed; says on standard output what was acknowledged: "first count number".
 * Bodies are numbers that continue over all rounds; the cursor that comes with an append is the number after its last.
 */
import { writeSync } from 'node:fs';
import { openSqliteJournal } from '../../src/index.ts';

const [, , directory = '', seed = '1'] = process.argv;
const journal = await openSqliteJournal({ directory });
let random = Number(seed);

function next(below: number): number {
  random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
  return (random >>> 8) % below;
}

let number = journal.end;

async function appendForEver(): Promise<never> {
  for (;;) {
    const count = 1 + next(next(10) === 0 ? 5000 : 20);
    const start = number;
    number += count;
    const records = Array.from({ length: count }, (_, index) => ({
      time: Date.now(),
      tenant: 'acme',
      campaign: `campaign ${(start + index) % 7}`,
      classes: 1,
      body: `${start + index} ${'x'.repeat(next(300))}`,
    }));
    const cursor = { name: 'upstream', tenant: 'acme', position: number, filter: {}, touched: 0 };
    const { first } = await journal.append(records, { cursors: [cursor] });
    writeSync(1, `${first} ${count} ${start}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, appendForEver));
