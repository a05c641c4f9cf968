import { outcomeClass, outcomeFromRecord, type OutcomeRecord } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { defaultCallLimits } from '../src/life/choices.ts';
import { type Folded, KnownCalls } from '../src/life/known-calls.ts';
import { faultOf } from '../src/report/read-report.ts';
import { reportOf } from './support/reports.ts';

const { wrapLimitMs, dialLimitMs, correctionMs } = defaultCallLimits;

/** Applies frames at times, with the limits that end in between. */
class Floor {
  readonly calls = new KnownCalls(defaultCallLimits);
  #position = 0;

  say(frame: string, time: number): Folded {
    this.expire(time);
    return this.calls.apply({ report: reportOf(frame) }, this.#position++, time);
  }

  expire(time: number): void {
    for (const expiry of this.calls.due(time, 0, 100)) this.calls.apply({ expiry }, this.#position++, time);
  }
}

function read(record: OutcomeRecord | undefined): Readonly<Record<string, unknown>> {
  if (record === undefined) throw new RangeError('no outcome was made');
  return { ...outcomeFromRecord(record.body, { journal: 'j', position: 1, time: record.time }).toJSON() };
}

function connected(): Floor {
  const floor = new Floor();
  floor.say(String.raw`LC\CNa\SI7\TN0199\ANJoe`, 1000);
  floor.say(String.raw`TC\SI7\ANJoe\AO101\DT{"a":1}`, 2000);
  return floor;
}

describe('an update', () => {
  test(verifies('CALL-10') + 'is a new outcome of the session that says what it corrects', () => {
    const { outcome, corrects } = connected().say(String.raw`UO\CNa\SI7\RE98`, 61_000);
    expect(corrects).toBe(true);
    expect(outcome?.body).toBe(String.raw`\ZV2.2000.1.10.101.Joe\CNa\ANJoe\SI7\TN0199\RE98\AO101\DT{"a":1}`);
    expect(read(outcome)).toMatchObject({
      time: '1970-01-01T00:01:01.000Z',
      sessionIdentifier: '7',
      reason: 98,
      agentOutcome: 101,
      revision: 2,
      correctedTime: '1970-01-01T00:00:02.000Z',
      correctedReason: 10,
      correctedAgentOutcome: 101,
      data: { a: 1 },
    });
  });

  test(verifies('CALL-10') + 'changes what it names and nothing else, each after the one before', () => {
    const floor = connected();
    const bodies = [
      String.raw`UO\TN0199\AO106`,
      String.raw`UO\SI7\DTnew\AO107\ASkey\CO-5.00`,
      String.raw`UO\SI7\RE5`,
    ].map((frame, at) => floor.say(frame, 3000 + at).outcome?.body);
    expect(bodies).toEqual([
      String.raw`\ZV2.2000.1.10.101.Joe\CNa\ANJoe\SI7\TN0199\RE10\AO106\DT{"a":1}`,
      String.raw`\ZV3.2000.1.10.106.Joe\CNa\ANJoe\SI7\TN0199\RE10\AO107\CO-5.00\ASkey\DTnew`,
      String.raw`\ZV4.2000.1.10.107.Joe\CNa\ANJoe\SI7\TN0199\RE5\AO107\CO-5.00\ASkey\DTnew`,
    ]);
  });

  test(verifies('CALL-10') + 'is a success or a failure by its new values', () => {
    const floor = new Floor();
    floor.say(String.raw`CF\CNa\SI1\CA2`, 0);
    const { outcome } = floor.say(String.raw`UO\SI1\AO101`, 1);
    expect(outcome?.classes).toBe(outcomeClass.success);
    expect(outcome?.body).toContain(String.raw`\ZV2.0.0.2..`);
  });

  test(verifies('CALL-4', 'CALL-10') + 'that is given twice changes nothing the second time', () => {
    const floor = connected();
    expect(floor.say(String.raw`UO\SI7\RE98`, 3000).corrects).toBe(true);
    expect(floor.say(String.raw`UO\SI7\RE98`, 4000)).toEqual({ ignored: 'repeated', report: 'updateOutcomes' });
    expect(connected().say(String.raw`UO\SI7\AO101`, 3000).ignored).toBe('repeated');
  });

  test(verifies('CALL-4', 'CALL-10') + 'of a call that is not known is of no known call, and begins none', () => {
    const floor = connected();
    expect(floor.say(String.raw`UO\SI8\RE98`, 3000)).toEqual({ ignored: 'unknownCall', report: 'updateOutcomes' });
    expect(floor.say(String.raw`UO\TDacme\SI7\RE98`, 3000).ignored).toBe('unknownCall');
    expect(floor.calls.open).toBe(0);
    expect(floor.say(String.raw`UO\SI7\RE98`, 2000 + correctionMs).ignored).toBe('unknownCall');
    expect(connected().say(String.raw`UO\SI7\RE98`, 1999 + correctionMs).corrects).toBe(true);
  });

  test(verifies('CALL-4', 'CALL-10') + 'that names another campaign than the call is contradictory', () => {
    expect(connected().say(String.raw`UO\CNb\SI7\RE98`, 3000).ignored).toBe('contradictory');
    const open = new Floor();
    open.say(String.raw`LC\CNa\SI7`, 0);
    expect(open.say(String.raw`UO\CNb\SI7\RE98`, 1).ignored).toBe('contradictory');
  });

  test(verifies('CALL-11') + 'before there is an outcome goes into that', () => {
    const floor = new Floor();
    floor.say(String.raw`LC\CNa\SI7\ANJoe`, 1000);
    expect(floor.say(String.raw`UO\SI7\RE98`, 1500)).toEqual({});
    expect(floor.say(String.raw`UO\SI7\CO9.99`, 1600)).toEqual({});
    const { outcome } = floor.say(String.raw`TC\SI7\ANJoe\AO101`, 2000);
    expect(outcome?.body).toBe(String.raw`\CNa\ANJoe\SI7\RE98\AO101\CO9.99`);
  });

  test(verifies('CALL-10') + 'by number alone means the call of that name, otherwise the newest to that number', () => {
    const floor = new Floor();
    floor.say(String.raw`CF\CNa\SI1\TN0199\CA2`, 0);
    floor.say(String.raw`CF\CNa\SI2\TN0199\CA1`, 1);
    expect(floor.say(String.raw`UO\CNa\TN0199\RE98`, 2).outcome?.body).toMatch(/^\\ZV2\.1\..*\\SI2\\TN0199\\RE98$/);
    floor.say(String.raw`CF\CNa\TN0199\CA3`, 3);
    expect(floor.say(String.raw`UO\CNa\TN0199\RE98`, 4).outcome?.body).toMatch(/^\\ZV2\.3\..*\\SI0199\\TN0199\\RE98$/);
  });

  test(verifies('CALL-7', 'CALL-10') + 'finds its call after a restart', () => {
    const floor = connected();
    const again = new KnownCalls(defaultCallLimits);
    again.restore(floor.calls.snapshot());
    const update = { report: reportOf(String.raw`UO\TN0199\RE98`) };
    expect(again.apply(update, 2, 3000)).toEqual(floor.say(String.raw`UO\TN0199\RE98`, 3000));
  });

  test('says something, and not both a reason and an agent outcome', () => {
    const fault = (frame: string): string | undefined => faultOf(reportOf(frame))?.rule;
    expect(fault(String.raw`UO\TDdefault\CNSample\TN01296381200\RE98\TXUpdate00001`)).toBeUndefined();
    expect(fault(String.raw`UO\SI7\RE98\AO101`)).toBe('updateUnclear');
    expect(fault(String.raw`UO\SI7\CNa`)).toBe('updateUnclear');
    expect(fault(String.raw`UO\CNa\RE98`)).toBe('callNotNamed');
  });
});

describe('an outcome that a limit made', () => {
  test(verifies('CALL-11') + 'is corrected by the classification that comes after all', () => {
    const floor = new Floor();
    floor.say(String.raw`LC\CNa\SI7\ANJoe`, 0);
    floor.say(String.raw`ND\CNa\SI7\IR16`, 1000);
    floor.expire(1000 + wrapLimitMs);
    const { outcome, corrects } = floor.say(String.raw`TC\SI7\ANJoe\AO167\DTx`, 2000 + wrapLimitMs);
    expect(corrects).toBe(true);
    expect(outcome?.body).toBe(String.raw`\ZV2.601000.1.10..Joe\CNa\ANJoe\SI7\RE10\AO167\IR16\DTx`);
    expect(floor.say(String.raw`TC\SI7\ANJoe\AO167\DTx`, 3000 + wrapLimitMs).ignored).toBe('late');
  });

  test(verifies('CALL-11') + 'is corrected by CF, ND and NB where they would have made it', () => {
    const after = (frame: string): string => {
      const floor = new Floor();
      floor.say(String.raw`DN\CNa\SI7`, 0);
      floor.expire(dialLimitMs);
      const { outcome, ignored } = floor.say(frame, dialLimitMs + 1);
      return outcome?.body ?? ignored ?? 'nothing';
    };
    expect(after(String.raw`CF\SI7\CA1\IR17`)).toBe(String.raw`\ZV2.120000.0.9..\CNa\SI7\RE1\IR17`);
    expect(after(String.raw`ND\SI7\CA31`)).toBe(String.raw`\ZV2.120000.0.9..\CNa\SI7\RE31`);
    expect(after(String.raw`NB\SI7\RE2`)).toBe(String.raw`\ZV2.120000.0.9..\CNa\SI7\RE2`);
    expect(after(String.raw`DN\SI7`)).toBe('nothing');
    expect(after(String.raw`BD\SI7\ANJoe\DD`)).toBe('contradictory');
  });

  test(verifies('CALL-11') + 'may have been answered: what is reported until its end goes into the correction', () => {
    const floor = new Floor();
    floor.say(String.raw`DN\CNa\SI7`, 0);
    floor.expire(dialLimitMs);
    expect(floor.say(String.raw`LC\SI7\TN0199`, dialLimitMs + 1)).toEqual({});
    expect(floor.say(String.raw`AC\SI7\ANJoe`, dialLimitMs + 2)).toEqual({});
    const { outcome } = floor.say(String.raw`TC\SI7\AO101`, dialLimitMs + 3);
    expect(outcome?.body).toBe(String.raw`\ZV2.120000.0.9..\CNa\ANJoe\SI7\TN0199\RE10\AO101`);
    expect(floor.calls.open).toBe(0);
  });

  test(verifies('CALL-11') + 'keeps what an update said, also where the report comes after that', () => {
    const floor = new Floor();
    floor.say(String.raw`AC\CNa\SI7\ANJoe`, 0);
    floor.say(String.raw`ND\SI7`, 1);
    floor.expire(wrapLimitMs + 1);
    floor.say(String.raw`UO\SI7\RE98`, wrapLimitMs + 2);
    const { outcome } = floor.say(String.raw`TC\SI7\AO101`, wrapLimitMs + 3);
    expect(outcome?.body).toBe(String.raw`\ZV3.600001.0.98..Joe\CNa\ANJoe\SI7\RE98\AO101`);
  });

  test(verifies('CALL-4', 'CALL-11') + 'stays as it is where the report that comes says nothing new', () => {
    const floor = new Floor();
    floor.say(String.raw`LC\CNa\SI7\ANJoe`, 0);
    floor.expire(4 * 60 * 60_000);
    expect(floor.say(String.raw`TC\SI7\ANJoe`, 4 * 60 * 60_000 + 1).ignored).toBe('repeated');
  });
});
