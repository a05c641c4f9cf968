import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { DamagedBatchError } from '../damaged-batch-error.ts';
import type { Journal, RecordFilter } from '../journal.ts';
import { readBatches, type ReadBatchesOptions } from '../reader/read-batches.ts';
import type { ReadStep } from '../reader/read-step.ts';
import { type ReadableJournal, RecordReader } from '../reader/record-reader.ts';
import { recordsIn } from '../reader/records.ts';
import { withDamage, withRead } from './damaged-journal.ts';
import { numbered, record } from './records.ts';

/** Where a reader reads, and where records come from: one journal, or the same one opened twice. */
export interface ReaderSubject {
  readonly reading: Journal;
  readonly writing: Journal;
}

export interface ReaderStatement {
  readonly name: string;
  readonly check: (subject: ReaderSubject) => Promise<void>;
}

/** Long enough for any engine to take in what another process has done, milliseconds. */
const takenInMs = 60_000;

/** Appends, and waits until the reading side has it. */
async function append({ reading, writing }: ReaderSubject, ...batches: readonly Parameters<typeof numbered>[]) {
  for (const batch of batches) await writing.append(numbered(...batch));
  const { end } = writing;
  if (end > 0) await reading.grownBeyond(end - 1, AbortSignal.timeout(takenInMs));
}

/** Whether records of a journal have been erased as its reader sees it. */
function erasureSeen(journal: Pick<Journal, 'onErased'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no erasure was noticed')), takenInMs);
    const stop = journal.onErased(() => {
      clearTimeout(timer);
      stop();
      resolve();
    });
  });
}

async function stepsOf(journal: ReadableJournal, options: ReadBatchesOptions = {}): Promise<ReadStep[]> {
  const steps: ReadStep[] = [];
  const { from = journal.first } = options;
  let at = typeof from === 'number' ? from : from.position;
  for await (const step of readBatches(journal, options)) {
    if (step.kind !== 'gap' || step.reason !== 'history')
      assert.equal(step.from >= at, true, `a step back to ${step.from}`);
    at = step.to;
    steps.push(step);
  }
  return steps;
}

function bodiesIn(steps: readonly ReadStep[]): string[] {
  return steps.flatMap((step) =>
    step.kind === 'batch' ? [...recordsIn(step)].map(({ body }) => Buffer.from(body).toString()) : [],
  );
}

function gapsIn(steps: readonly ReadStep[]) {
  return steps.flatMap((step) => (step.kind === 'gap' ? [[step.from, step.to, step.reason]] : []));
}

function numbersTo(count: number, from = 0): string[] {
  return Array.from({ length: count - from }, (_, index) => `number ${from + index}`);
}

/** Whether a record's body is this number. */
const isNumber =
  (number: number) =>
  ({ body }: { readonly body: Uint8Array }): boolean =>
    Buffer.from(body).toString() === `number ${number}`;

export const readerStatements: readonly ReaderStatement[] = [
  {
    name: 'a reader meets every record once and in order, and ends at the end',
    async check(subject) {
      await append(subject, [500], [1, { body: 'last' }]);
      const steps = await stepsOf(subject.reading);
      assert.deepEqual(bodiesIn(steps), [...numbersTo(500), 'last']);
      assert.deepEqual(gapsIn(steps), []);
      assert.equal(steps.at(-1)?.to, 501);
      assert.ok(steps.every(({ kind }) => kind !== 'caughtUp'));
    },
  },
  {
    name: 'a reader of a stretch gets what lies in it and nothing else',
    async check(subject) {
      await append(subject, [100], [100]);
      const bodies = async (options: ReadBatchesOptions) => bodiesIn(await stepsOf(subject.reading, options));
      assert.deepEqual(await bodies({ from: 95, to: 105 }), [...numbersTo(100, 95), ...numbersTo(5)]);
      assert.deepEqual(await bodies({ from: 100, to: 100 }), []);
      assert.deepEqual(await bodies({ from: 198, to: 1000 }), numbersTo(100, 98));
    },
  },
  {
    name: 'a reader with a filter gets what matches, and is told of what it passed over',
    async check(subject) {
      await append(subject, [50], [50, { campaign: 'autumn', classes: 2 }], [50, { tenant: 'other' }], [1]);
      const filters: readonly (readonly [RecordFilter, number])[] = [
        [{ campaign: 'autumn' }, 50],
        [{ tenant: 'acme' }, 101],
        [{ classes: 3 }, 151],
        [{ tenant: 'other', classes: 2 }, 0],
        [{ campaign: 'winter' }, 0],
      ];
      for (const [filter, count] of filters) {
        const steps = await stepsOf(subject.reading, { filter });
        assert.equal(bodiesIn(steps).length, count, JSON.stringify(filter));
        assert.deepEqual(gapsIn(steps), []);
        assert.equal(steps.at(-1)?.to, 151);
      }
    },
  },
  {
    name: 'a reader that follows is told when it has caught up, each time, and gets what comes later',
    async check(subject) {
      const { reading, writing } = subject;
      await append(subject, [3]);
      const met: string[] = [];
      const { signal } = new AbortController();
      for await (const step of readBatches(reading, { follow: true, to: 6, signal })) {
        if (step.kind === 'caughtUp') {
          met.push(`caught up at ${step.to}`);
          await writing.append([record({ body: `after ${step.to}` })]);
        }
        met.push(...bodiesIn([step]));
      }
      assert.deepEqual(met, [
        ...numbersTo(3),
        'caught up at 3',
        'after 3',
        'caught up at 4',
        'after 4',
        'caught up at 5',
        'after 5',
      ]);
    },
  },
  {
    name: 'a reader that is aborted ends with the reason, while it waits and while it reads',
    async check(subject) {
      await append(subject, [3]);
      const reason = new Error('not wanted any more');
      await assert.rejects(stepsOf(subject.reading, { signal: AbortSignal.abort(reason) }), reason);
      const abort = new AbortController();
      const following = async (): Promise<void> => {
        for await (const step of readBatches(subject.reading, { follow: true, signal: abort.signal })) {
          if (step.kind === 'caughtUp') setImmediate(() => abort.abort(reason));
        }
      };
      await assert.rejects(following(), reason);
    },
  },
  {
    name: 'a reader from before what is held is told what retention removed, and continues behind it',
    async check(subject) {
      for (let batch = 0; batch < 10; batch++) await append(subject, [10]);
      const { first } = await subject.writing.prune({ maxBytes: subject.writing.stats().bytes / 2 });
      assert.ok(first > 10 && first < 100);
      await reached(() => subject.reading.first === first);
      const steps = await stepsOf(subject.reading, { from: 7 });
      assert.deepEqual(gapsIn(steps), [[7, first, 'retention']]);
      assert.equal(bodiesIn(steps).length, 100 - first);
    },
  },
  {
    name: 'a reader is told what retention removed while it was reading',
    async check(subject) {
      for (let batch = 0; batch < 4; batch++) await append(subject, [10]);
      const { reading, writing } = subject;
      // Retention runs between the look at what is held and the read.
      const racing = withRead(reading, async (from, filter) => {
        if (from === 0) {
          await writing.prune({ maxBytes: 0 });
          await reached(() => reading.first === 40);
          await append(subject, [5]);
        }
        return reading.read(from, filter);
      });
      const steps = await stepsOf(racing, { from: 0 });
      assert.deepEqual(gapsIn(steps), [[0, 40, 'retention']]);
      assert.deepEqual(bodiesIn(steps), numbersTo(5));
    },
  },
  {
    name: 'a reader is told which records are damaged, from its own position on, and continues behind them',
    async check(subject) {
      await append(subject, [10], [10], [10]);
      const damaged = withDamage(subject.reading, { first: 10, next: 20 });
      assert.deepEqual(gapsIn(await stepsOf(damaged)), [[10, 20, 'damage']]);
      const within = await stepsOf(damaged, { from: 14 });
      assert.deepEqual(gapsIn(within), [[14, 20, 'damage']]);
      assert.deepEqual(bodiesIn(within), numbersTo(10));
      assert.deepEqual(gapsIn(await stepsOf(damaged, { from: 4, to: 15 })), [[10, 15, 'damage']]);
      const step = (await stepsOf(damaged)).find(({ kind }) => kind === 'gap');
      assert.equal(step?.kind === 'gap' && step.damage?.reason, 'a bit flipped');
    },
  },
  {
    name: 'a reader rejects with what is no damage, and with damage that leads nowhere',
    async check(subject) {
      await append(subject, [10]);
      for (const fault of [new Error('no'), new DamagedBatchError('it', { first: 0, next: 0 }, 'no')]) {
        const broken = withRead(subject.reading, () => Promise.reject(fault));
        await assert.rejects(stepsOf(broken), fault);
      }
    },
  },
  {
    name: 'a reader whose place is beyond the end is told that its history is another one',
    async check(subject) {
      await append(subject, [10]);
      const steps = await stepsOf(subject.reading, { from: 12 });
      assert.deepEqual(gapsIn(steps), [[12, 10, 'history']]);
      assert.deepEqual(await stepsOf(subject.reading, { from: 10 }), []);
    },
  },
  {
    name: 'who reads anew after an erasure was noticed gets nothing of what was erased',
    async check(subject) {
      const { reading, writing } = subject;
      await append(subject, [100], [100]);
      assert.equal(bodiesIn(await stepsOf(reading)).length, 200);
      const seen = erasureSeen(reading);
      await writing.erase(isNumber(7));
      await seen;
      await reached(async () => !bodiesIn(await stepsOf(reading)).includes('number 7'));
      const steps = await stepsOf(reading);
      assert.equal(bodiesIn(steps).length, 198);
      assert.deepEqual(gapsIn(steps), []);
    },
  },
  {
    name: 'a reader drops the batch it holds when something of it is erased',
    async check(subject) {
      const { reading, writing } = subject;
      await append(subject, [20]);
      const reader = new RecordReader(reading);
      try {
        const before = await reader.step(3);
        assert.equal(before.kind === 'batch' && reader.holds(before.batch), true);
        const seen = erasureSeen(reading);
        await writing.erase(isNumber(7));
        await seen;
        assert.equal(before.kind === 'batch' && reader.holds(before.batch), false);
        const after = await reader.step(3);
        assert.deepEqual(bodiesIn([after]), [...numbersTo(7, 3), ...numbersTo(20, 8)]);
      } finally {
        reader.close();
      }
    },
  },
  {
    name: 'nobody is told of an erasure that removes nothing, and nobody who does not listen any more',
    async check({ reading, writing }) {
      await writing.append(numbered(3));
      let told = 0;
      const stop = reading.onErased(() => {
        told++;
      });
      await writing.erase(() => false);
      stop();
      const seen = erasureSeen(reading);
      await writing.erase(isNumber(1));
      await seen;
      assert.equal(told, 0);
    },
  },
  {
    name: 'a reader goes by the filter of each step, also within the batch that it holds',
    async check(subject) {
      await append(subject, [10], [10, { campaign: 'autumn' }]);
      const reader = new RecordReader(subject.reading);
      try {
        const spring = await reader.step(5, { campaign: 'spring' });
        assert.deepEqual(bodiesIn([spring]), numbersTo(10, 5));
        let at = 8;
        const autumn: string[] = [];
        while (at < 20) {
          const step = await reader.step(at, { campaign: 'autumn' });
          autumn.push(...bodiesIn([step]));
          at = step.to;
        }
        assert.deepEqual(autumn, numbersTo(10));
        assert.deepEqual(await reader.step(20), { kind: 'caughtUp', from: 20, to: 20 });
      } finally {
        reader.close();
      }
    },
  },
];

/** Waits for what another process has done to show here. */
async function reached(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(takenInMs);
  while (!(await isSo())) {
    patience.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
