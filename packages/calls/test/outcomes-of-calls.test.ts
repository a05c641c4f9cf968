import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { defaultCallLimits } from '../src/life/choices.ts';
import { type Folded, KnownCalls } from '../src/life/known-calls.ts';
import { faultOf } from '../src/report/read-report.ts';
import { reportOf } from './support/reports.ts';

/** Applies frames a second apart, and returns what each led to. */
function fold(...frames: readonly string[]): { readonly calls: KnownCalls; readonly results: readonly Folded[] } {
  const calls = new KnownCalls(defaultCallLimits);
  const results = frames.map((frame, at) => calls.apply({ report: reportOf(frame) }, at, at * 1000));
  return { calls, results };
}

function bodies(...frames: readonly string[]): readonly string[] {
  return fold(...frames).results.flatMap(({ outcome }) => outcome?.body ?? []);
}

describe('the outcome of a call', () => {
  test(verifies('CALL-6') + 'has the cause and the network cause of CF', () => {
    expect(bodies(String.raw`CF\TDdefault\CNCustCare\TN019927832872\CA2\IR19`)).toEqual([
      String.raw`\CNCustCare\SI019927832872\TN019927832872\RE2\IR19`,
    ]);
  });

  test(verifies('CALL-6') + 'has what the agent said, and IR of the ND before it', () => {
    const outcomes = bodies(
      String.raw`DN\CNSales1\SI7\TN0199\YS0123456789012345678901234567890123456789`,
      String.raw`LC\CNSales1\SI7\TI26\ANJoe\ASkey1`,
      String.raw`ND\CNSales1\SI7\IR16\CA31`,
      String.raw`TC\SI7\ANJoe\AO167\CO20.99\SR50\BAAnn\BN0177\BT45000.5\DT{"Town":"Oslo"}`,
    );
    expect(outcomes).toEqual([
      String.raw`\CNSales1\ANJoe\SI7\TN0199\RE10\AO167\IR16\CO20.99\SR50\BAAnn\BN0177\BT45000.5\YS0123456789012345678901234567890123456789\DT{"Town":"Oslo"}`,
    ]);
  });

  test(
    verifies('CALL-6') + 'without an agent takes the cause that ND gives afterwards, and keeps its own without one',
    () => {
      expect(bodies(String.raw`LC\CNa\SI1`, String.raw`ND\CNa\SI1\CA98`)).toEqual([String.raw`\CNa\SI1\RE98`]);
      expect(bodies(String.raw`LC\CNa\SI1`, String.raw`ND\CNa\SI1`)).toEqual([String.raw`\CNa\SI1\RE7`]);
      expect(bodies(String.raw`LC\CNa\SI1\MA`, String.raw`ND\CNa\SI1\CA10`)).toEqual([String.raw`\CNa\SI1\RE5`]);
      expect(bodies(String.raw`DN\CNa\SI1`, String.raw`ND\CNa\SI1\CA0`)).toEqual([String.raw`\CNa\SI1\RE6`]);
    },
  );

  test('of another tenant names it, and sessions of two tenants are two calls', () => {
    const { results } = fold(String.raw`CF\TDacme\CNa\SI1\CA1`, String.raw`CF\TDother\CNa\SI1\CA2`);
    expect(results.map(({ outcome }) => [outcome?.tenant, outcome?.body])).toEqual([
      ['acme', String.raw`\TDacme\CNa\SI1\RE1`],
      ['other', String.raw`\TDother\CNa\SI1\RE2`],
    ]);
  });

  test('of a declined preview needs no session: the decision of the agent is recorded', () => {
    expect(bodies(String.raw`BD\TDdefault\CNCustCare\AN2\DD\AO12`)).toEqual([String.raw`\CNCustCare\AN2\RE0\AO12\DD`]);
  });
});

describe('a report means', () => {
  test(verifies('CALL-2') + 'the call of its SI, and TN alone is taken for SI', () => {
    expect(bodies(String.raw`LC\CNa\TN0199\ANJoe`, String.raw`TC\SI0199\ANJoe\AO5`)).toEqual([
      String.raw`\CNa\ANJoe\SI0199\TN0199\RE10\AO5`,
    ]);
  });

  test('the call on its trunk, where it names nothing else; a trunk that is used again has the newer call', () => {
    const { results } = fold(
      String.raw`LC\CNa\SI1\TI26`,
      String.raw`ND\CNa\TI26`,
      String.raw`LC\CNa\SI2\TI26`,
      String.raw`ND\CNa\TI26`,
      String.raw`ND\CNa\TI26`,
    );
    expect(results.map(({ outcome, ignored }) => outcome?.body ?? ignored)).toEqual([
      undefined,
      String.raw`\CNa\SI1\RE7`,
      undefined,
      String.raw`\CNa\SI2\RE7`,
      'unknownCall',
    ]);
  });

  test('a TC without either: the newest call of that agent, campaign and tenant that is not classified', () => {
    const { results } = fold(
      String.raw`LC\CNa\SI1\ANJoe`,
      String.raw`LC\CNb\SI2\ANJoe`,
      String.raw`LC\CNa\SI3\ANAnn`,
      String.raw`TC\CNa\ANJoe\AO1`,
      String.raw`TC\ANJoe\AO2`,
      String.raw`TC\ANJoe\AO3`,
      String.raw`TC\TDacme\ANAnn\AO4`,
    );
    expect(results.slice(3).map(({ outcome, ignored }) => outcome?.body ?? ignored)).toEqual([
      String.raw`\CNa\ANJoe\SI1\RE10\AO1`,
      String.raw`\CNb\ANJoe\SI2\RE10\AO2`,
      'unknownCall',
      'unknownCall',
    ]);
  });

  test('the agent who has the call now, after it was transferred', () => {
    expect(bodies(String.raw`LC\CNa\SI1\ANJoe`, String.raw`AC\CNa\SI1\ANAnn`, String.raw`TC\ANAnn\AO4`)).toEqual([
      String.raw`\CNa\ANAnn\SI1\RE10\AO4`,
    ]);
  });

  test.each([
    [String.raw`CF\CNa\CA1`, 'callNotNamed', 'SI or TN must name the call'],
    [String.raw`ND\CNa\CA1`, 'callNotNamed', 'SI or TN must name the call, or TI'],
    [String.raw`TC\CNa\AO1`, 'callNotNamed', 'SI or TN must name the call, or AN'],
    [
      String.raw`TC\ANJoe\AO1\DTa\RE5`,
      'characters',
      'DT holds a backslash followed by a code of OZ, which would end it there',
    ],
  ])(verifies('CALL-2') + 'nothing, and is refused: %s', (frame, rule, message) => {
    expect(faultOf(reportOf(frame))).toEqual({ rule, message });
  });
});

describe('a session', () => {
  test(
    verifies('CALL-4') + 'that is finished stays so for an hour; a number may be dialed again after a minute',
    () => {
      const calls = new KnownCalls(defaultCallLimits);
      const failed = (frame: string, time: number) => calls.apply({ report: reportOf(frame) }, time, time);
      const [bySession, byNumber] = [String.raw`CF\CNa\SI1\CA1`, String.raw`CF\CNa\TN0199\CA1`];
      expect([failed(bySession, 0), failed(byNumber, 0)].map(({ outcome }) => outcome !== undefined)).toEqual([
        true,
        true,
      ]);
      expect([failed(bySession, 59_999), failed(byNumber, 59_999)].map(({ ignored }) => ignored)).toEqual([
        'late',
        'late',
      ]);
      expect([failed(bySession, 60_000).ignored, failed(byNumber, 60_000).outcome?.body]).toEqual([
        'late',
        String.raw`\CNa\SI0199\TN0199\RE1`,
      ]);
      expect(failed(bySession, 3_600_000).outcome?.body).toBe(String.raw`\CNa\SI1\RE1`);
    },
  );

  test('is forgotten when more are finished than are remembered, the oldest first', () => {
    const calls = new KnownCalls({ ...defaultCallLimits, maxRememberedCalls: 2 });
    for (const session of [1, 2, 3]) calls.apply({ report: reportOf(`CF\\SI${session}\\CA1`) }, session, 0);
    expect(calls.remembered).toBe(2);
    const again = [1, 2, 3].map((session) => calls.beginsNone(reportOf(`CF\\SI${session}\\CA1`)));
    expect(again).toEqual([false, false, false]);
    expect(calls.apply({ report: reportOf(String.raw`CF\SI3\CA1`) }, 4, 0).ignored).toBe('late');
    expect(calls.apply({ report: reportOf(String.raw`CF\SI1\CA1`) }, 5, 0).outcome).toBeDefined();
  });
});

describe('a limit', () => {
  const minute = 60_000;

  test.each([
    [[String.raw`DN\CNa\SI1`], 2 * minute, String.raw`\CNa\SI1\RE9`],
    [[String.raw`LC\CNa\SI1`], 240 * minute, String.raw`\CNa\SI1\RE7`],
    [[String.raw`LC\CNa\SI1\MA`], 240 * minute, String.raw`\CNa\SI1\RE5`],
    [[String.raw`LC\CNa\SI1\ANJoe`], 240 * minute, String.raw`\CNa\ANJoe\SI1\RE10`],
    [[String.raw`LC\CNa\SI1\ANJoe`, String.raw`ND\SI1\IR16`], 10 * minute, String.raw`\CNa\ANJoe\SI1\RE10\IR16`],
  ])(verifies('CALL-3') + 'ends a call that stays at %j, with an outcome that says so', (frames, limit, body) => {
    const calls = new KnownCalls(defaultCallLimits);
    for (const [at, frame] of frames.entries()) calls.apply({ report: reportOf(frame) }, at, 1000);
    expect(calls.due(1000 + limit - 1, 0, 10)).toEqual([]);
    const [expiry, ...more] = calls.due(1000 + limit, 0, 10);
    if (expiry === undefined) throw new Error('nothing is due');
    expect(more).toEqual([]);
    expect(calls.apply({ expiry }, 9, 1000 + limit)).toMatchObject({ outcome: { body }, expired: true });
    expect(calls.apply({ expiry }, 10, 1000 + limit)).toEqual({});
  });

  test(verifies('CALL-3') + 'of a state that the call has left does nothing', () => {
    const calls = new KnownCalls(defaultCallLimits);
    calls.apply({ report: reportOf(String.raw`DN\CNa\SI1`) }, 0, 0);
    const [expiry] = calls.due(2 * minute, 0, 10);
    if (expiry === undefined) throw new Error('nothing is due');
    calls.apply({ report: reportOf(String.raw`LC\CNa\SI1`) }, 1, 2 * minute);
    expect(calls.apply({ expiry }, 2, 2 * minute)).toEqual({});
    expect(calls.open).toBe(1);
  });

  test('runs again after a pause in which nothing could be reported, and no more are named than asked for', () => {
    const calls = new KnownCalls(defaultCallLimits);
    for (const session of [1, 2, 3]) calls.apply({ report: reportOf(`DN\\SI${session}`) }, session, 0);
    expect(calls.due(10 * minute, 9 * minute, 10)).toEqual([]);
    expect(calls.due(11 * minute, 9 * minute, 2).map(({ session }) => session)).toEqual(['1', '2']);
  });
});
