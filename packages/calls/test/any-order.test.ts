import fc from 'fast-check';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { defaultCallLimits } from '../src/life/choices.ts';
import { type Entry, KnownCalls } from '../src/life/known-calls.ts';
import { reportOf } from './support/reports.ts';

const forms = [
  (session: string) => `DN\\CNa\\SI${session}`,
  (session: string) => `LC\\CNa\\SI${session}\\TI${session}`,
  (session: string) => `LC\\CNa\\SI${session}\\MA`,
  (session: string) => `LC\\CNa\\SI${session}\\ANJoe`,
  (session: string) => `AC\\CNa\\SI${session}\\ANAnn`,
  (session: string) => `CF\\CNa\\SI${session}\\CA1`,
  (session: string) => `ND\\CNa\\SI${session}\\CA31\\IR16`,
  (session: string) => `ND\\CNa\\TI${session}`,
  (session: string) => `TC\\CNa\\SI${session}\\ANJoe\\AO1`,
  () => 'TC\\CNa\\ANAnn\\AO2',
  (session: string) => `BD\\CNa\\SI${session}\\ANJoe\\DD`,
  (session: string) => `NB\\CNa\\SI${session}\\RE2`,
  (session: string) => `UO\\CNa\\SI${session}\\RE98`,
  (session: string) => `UO\\CNa\\SI${session}\\AO101`,
];

interface Step {
  readonly form: number;
  readonly session: string;
  readonly afterMs: number;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    form: fc.nat(forms.length - 1),
    session: fc.constantFrom('1', '2', '3'),
    // All in all less than a finished call is remembered for, and enough for limits to end.
    afterMs: fc.constantFrom(0, 1, 1000, 60_000),
  }),
  { maxLength: 40 },
);

/** What was recorded: the reports, and the limits that ended between and after them. */
function record(all: readonly Step[]): readonly (readonly [Entry, time: number])[] {
  const calls = new KnownCalls(defaultCallLimits);
  const log: [Entry, number][] = [];
  let time = 0;
  const put = (entry: Entry): void => {
    calls.apply(entry, log.length, time);
    log.push([entry, time]);
  };
  const expire = (): void => {
    for (const expiry of calls.due(time, 0, 100)) put({ expiry });
  };
  for (const { form, session, afterMs } of all) {
    time += afterMs;
    expire();
    put({ report: reportOf(forms[form]?.(session) ?? '') });
  }
  time += defaultCallLimits.callLimitMs;
  expire();
  expect(calls.open).toBe(0);
  return log;
}

function outcomesOf(log: ReturnType<typeof record>, restartAt = -1): readonly (string | undefined)[] {
  let calls = new KnownCalls(defaultCallLimits);
  return log.map(([entry, time], position) => {
    if (position === restartAt) {
      const kept = JSON.stringify(calls.snapshot());
      calls = new KnownCalls(defaultCallLimits);
      calls.restore(JSON.parse(kept) as ReturnType<KnownCalls['snapshot']>);
    }
    const { outcome, ignored } = calls.apply(entry, position, time);
    return outcome?.body ?? ignored;
  });
}

function sessionOf(body: string): string {
  return /\\SI(\d)/.exec(body)?.[1] ?? '';
}

function revisionOf(body: string): number {
  return Number(/\\ZV(\d+)/.exec(body)?.[1] ?? 1);
}

test(
  verifies('CALL-1', 'CALL-3', 'CALL-10') +
    'reports in any order make exactly one outcome of each session that they name, and its corrections in order',
  () => {
    fc.assert(
      fc.property(steps, (all) => {
        const log = record(all);
        const made = outcomesOf(log).flatMap((body) => (body?.includes('\\RE') === true ? [body] : []));
        const outcomes = made.filter((body) => !body.includes('\\ZV'));
        const sessions = outcomes.map(sessionOf).toSorted();
        // A trunk or an agent alone names no session, an update begins no call, and what they name is ignored.
        const named = all.filter(({ form, session }) => /^(?!UO).*\\SI/.test(forms[form]?.(session) ?? ''));
        for (const session of sessions) {
          const revisions = made.filter((body) => sessionOf(body) === session).map(revisionOf);
          expect(revisions).toEqual(revisions.map((_, index) => index + 1));
        }
        expect(sessions).toEqual([...new Set(named.map(({ session }) => session))].toSorted());
      }),
      { numRuns: 2000 },
    );
  },
);

test(verifies('CALL-7') + 'the same entries make the same outcomes, also across a restart at any of them', () => {
  fc.assert(
    fc.property(steps, fc.nat(40), (all, restartAt) => {
      const log = record(all);
      expect(outcomesOf(log, restartAt)).toEqual(outcomesOf(log));
    }),
    { numRuns: 1000 },
  );
});
