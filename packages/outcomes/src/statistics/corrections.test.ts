import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseOutcomeLine } from '../record/parse-outcome-line.ts';
import { CampaignStatistics } from './campaign-statistics.ts';
import { countedOutcome } from './counted-outcome.ts';
import { OutcomeCounts } from './outcome-counts.ts';
import { OutcomeRates } from './outcome-rates.ts';
import { RecordCounter } from './record-counter.ts';

const now = Date.UTC(2026, 10, 22, 9);

/** What a call came to, and what was said of it afterwards. */
interface Told {
  readonly first: Said;
  readonly later: readonly Said[];
}
interface Said {
  readonly reason: number;
  readonly agentOutcome: number | undefined;
  readonly agent: string | undefined;
}

const said: fc.Arbitrary<Said> = fc.record({
  reason: fc.constantFrom(2, 7, 10, 98),
  agentOutcome: fc.constantFrom(undefined, 101),
  agent: fc.constantFrom(undefined, 'Ann', 'Joe'),
});
const told: fc.Arbitrary<Told> = fc.record({ first: said, later: fc.array(said, { maxLength: 3 }) });

function isSuccess({ reason, agentOutcome }: Said): boolean {
  return reason === 10 || agentOutcome !== undefined;
}

/** The lines of a call, recorded an hour apart; its first one at `time`. */
function linesOf({ first, later }: Told, time: number): readonly (readonly [line: string, time: number])[] {
  const all = [first, ...later];
  return all.map((each, index) => {
    const before = all[index - 1];
    const { reason, agentOutcome, agent } = each;
    const revision =
      before === undefined
        ? ''
        : `\\ZV${index + 1}.${time}.${isSuccess(before) ? 1 : 0}.${before.reason}.${before.agentOutcome ?? ''}.${before.agent ?? ''}`;
    const an = agent === undefined ? '' : `\\AN${agent}`;
    const ao = agentOutcome === undefined ? '' : `\\AO${agentOutcome}`;
    return [`OZ${revision}\\CNa${an}\\RE${reason}${ao}`, time + index * 1000] as const;
  });
}

function figures(counts: OutcomeCounts): unknown {
  const { calls, connects, answered, abandoned, agents } = counts;
  const reasons = counts.topReasons(10);
  return { calls, connects, answered, abandoned, reasons, agents: agents.count, top: counts.topAgents(10) };
}

test(verifies('CALL-12') + 'counters hold the newest revision of each call, in whichever order revisions come', () => {
  fc.assert(
    fc.property(fc.array(told, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (calls, keys) => {
      const lines = calls.flatMap((call, at) => linesOf(call, now - 60_000 + at * 1000));
      const shuffled = lines
        .map((line) => ({ line, key: keys.next().value }))
        .toSorted((one, another) => one.key - another.key)
        .map(({ line }) => line);
      const counter = new RecordCounter();
      const counts = new OutcomeCounts();
      const statistics = new CampaignStatistics();
      const rates = new OutcomeRates();
      rates.advance(now);
      for (const [line, time] of shuffled) {
        const { body, classes } = parseOutcomeLine(line, { time });
        const bytes = new TextEncoder().encode(body);
        const counted = counter.counted({ time, classes, bytes, start: 0, end: bytes.length });
        expect(counted).toEqual(countedOutcome({ time, classes, body }));
        counts.add(counted);
        statistics.campaign('', 'a', now).add(counted);
        const { corrected, success } = counted;
        if (corrected !== undefined) rates.takeAway(corrected.time, corrected.success);
        rates.add(corrected?.time ?? time, success);
      }
      const expected = new OutcomeCounts();
      for (const { first, later } of calls) {
        const newest = later.at(-1) ?? first;
        expected.add({ time: now, success: isSuccess(newest), reason: newest.reason, agent: newest.agent });
      }
      expect(figures(counts)).toEqual(figures(expected));
      expect(figures(statistics.window('15m', now).total)).toEqual(figures(expected));
      const { success, failure } = rates.series('15m', now);
      const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
      expect([sum(success), sum(failure)]).toEqual([expected.connects, expected.calls - expected.connects]);
    }),
  );
});
