import { decode } from '@sdmp/codec';
import { Outcome, outcomeRecord } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { ArrivalTimes } from './arrival-times.ts';
import { ReceivedColumns } from './received-columns.ts';
import { storeRecordable } from './store-recordable.ts';

const outcomeOf = (frame: string): Outcome => new Outcome(decode(frame), { time: 5 });

test(
  verifies('OZ-8') + 'what cannot be recorded as it is given is named by its parameter, and the rest is recorded',
  async () => {
    const columns = new ReceivedColumns({
      tenant: undefined,
      source: 'north',
      times: new ArrivalTimes({ onReplaced: () => undefined }),
    });
    const stored: string[] = [];
    const refused: string[] = [];
    const batch = ['OZ\\CNa\\RE10', 'OZ\\CNCaf\udce9\\RE10', 'OZ\\CNé\\RE5', 'OZ\\TN\ud83d'].map(outcomeOf);
    const store = async (fresh: readonly Outcome[]): Promise<number> => {
      const { count, bodies, ends } = columns.of(fresh);
      for (let row = 0; row < count; row++) {
        stored.push(Buffer.from(bodies.subarray(ends[row - 1] ?? 0, ends[row])).toString());
      }
      return count;
    };
    const recorded = await storeRecordable(store, batch, [], (_, reason) => refused.push(reason));
    expect([recorded, stored]).toEqual([2, ['\\CNa\\RE10', '\\CNé\\RE5']]);
    expect(refused.map((reason) => reason.split(' holds')[0])).toEqual(['CN (campaignName)', 'TN (telephoneNumber)']);
  },
);

test('another failure is no refusal', async () => {
  const failure = new Error('the disk is full');
  const store = async (): Promise<number> => {
    throw failure;
  };
  const batch = [outcomeOf('OZ\\RE1')];
  expect(outcomeRecord(decode('OZ\\RE1'), { time: 5 }).body).toBe('\\RE1');
  await expect(storeRecordable(store, batch, [], () => undefined)).rejects.toBe(failure);
});
