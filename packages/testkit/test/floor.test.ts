import { outcomeFromRecord } from '@sdmp/outcomes';
import { expect, test } from 'vitest';
import { type FloorEvent, type FloorOutcome, type FloorReport, simulateFloor } from '../src/index.ts';
import { bodyOfFields } from '../src/shift/create-shift.ts';

const shift = [...simulateFloor({ seed: 1 })];
const reports = shift.filter((event): event is FloorReport => event.kind === 'report');
const outcomes = shift
  .filter((event): event is FloorOutcome => event.kind === 'outcome')
  .map(({ at, fields }) => outcomeFromRecord(bodyOfFields(fields), { journal: 'j', position: 0, time: at }));

function ofCampaign(name: string): readonly number[] {
  return outcomes.flatMap(({ campaignName, reason }) => (campaignName === name ? [reason ?? -1] : []));
}

function share(reasons: readonly number[], reason: number): number {
  return reasons.filter((each) => each === reason).length / reasons.length;
}

test('the same seed gives the same shift, another seed another one', () => {
  const some = (seed: number): readonly FloorEvent[] => [...simulateFloor({ seed, shiftMs: 600_000 })];
  expect(some(4)).toEqual(some(4));
  expect(some(4)).not.toEqual(some(5));
});

test('events come in the order of time, and nothing is dialed after the shift', () => {
  const times = shift.map(({ at }) => at);
  expect(times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0))).toBe(true);
  const dialed = reports.filter(({ report }) => report === 'delayNotification' || report === 'beginDial');
  expect(dialed.every(({ at }) => at <= 8 * 3_600_000 + 60_000)).toBe(true);
});

test('every call comes to one outcome, right after the report that ends it', () => {
  const sessions = new Set(reports.map(({ fields }) => fields.sessionIdentifier));
  expect(outcomes.length).toBeGreaterThan(50_000);
  expect(new Set(outcomes.map(({ sessionIdentifier }) => sessionIdentifier))).toEqual(sessions);
  expect(outcomes).toHaveLength(sessions.size);
  const ends: ReadonlySet<string> = new Set(['callFailed', 'nowDisconnected', 'transactionComplete', 'beginDial']);
  const strays = shift.filter((event, index) => {
    const before = shift[index - 1];
    return event.kind === 'outcome' && !(before?.kind === 'report' && ends.has(before.report));
  });
  expect(strays).toEqual([]);
});

test('an agent has one call at a time', () => {
  const talking = new Map<string, string>();
  const doubled: FloorReport[] = [];
  const agents = new Set<string>();
  for (const each of reports) {
    const { report, fields } = each;
    const { agentIdentifier = '', sessionIdentifier = '' } = fields;
    if (report === 'agentConnect') {
      if (talking.has(agentIdentifier)) doubled.push(each);
      talking.set(agentIdentifier, sessionIdentifier);
      agents.add(agentIdentifier);
    } else if (report === 'transactionComplete') {
      if (talking.get(agentIdentifier) !== sessionIdentifier) doubled.push(each);
      talking.delete(agentIdentifier);
    }
  }
  expect(doubled).toEqual([]);
  expect(talking.size).toBe(0);
  expect(agents.size).toBe(200);
});

test('predictive campaigns abandon about what they may, the others nobody', () => {
  for (const name of ['Sales1', 'Collections']) {
    const reasons = ofCampaign(name);
    const abandoned = reasons.filter((reason) => reason === 7).length;
    const rate = abandoned / (abandoned + reasons.filter((reason) => reason === 10).length);
    expect(rate).toBeGreaterThan(0.02);
    expect(rate).toBeLessThan(0.03);
  }
  expect(share(ofCampaign('Survey North'), 7)).toBe(0);
  expect(share(ofCampaign('Appointments'), 7)).toBe(0);
});

test('machines, failures of the network and declined previews come at the rates that were given', () => {
  expect(share(ofCampaign('Sales1'), 5)).toBeCloseTo(0.22 * 0.93 + 0.3 * 0.01, 1.7);
  expect(share(ofCampaign('Collections'), 5)).toBeCloseTo(0.3 * 0.93 + 0.22 * 0.01, 1.7);
  const previews = ofCampaign('Appointments');
  expect(share(previews, 0)).toBeCloseTo(0.04, 1.7);
  for (const reason of [1, 2, 20, 24]) expect(share(ofCampaign('Sales1'), reason)).toBeGreaterThan(0.01);
  const declined = outcomes.filter(({ dontDial }) => dontDial);
  expect(declined.length).toBe(previews.filter((reason) => reason === 0).length);
});

test('numbers that were busy or did not answer are dialed again, at most three times', () => {
  const attempts = new Map<string, number>();
  for (const event of simulateFloor({ seed: 2, campaigns: [{ name: 'One', agents: 5 }] })) {
    if (event.kind !== 'report' || event.report !== 'delayNotification') continue;
    const { telephoneNumber = '' } = event.fields;
    attempts.set(telephoneNumber, (attempts.get(telephoneNumber) ?? 0) + 1);
  }
  const counts = [...attempts.values()];
  expect(counts.filter((count) => count === 3).length).toBeGreaterThan(20);
  // The same number may stand in the list twice: there are 17,000 of them that belong to nobody.
  expect(Math.max(...counts)).toBeLessThanOrEqual(6);
});

test('a predictive campaign keeps its agents busier than a progressive one', () => {
  const talked = (pacing: 'predictive' | 'progressive'): number => {
    const campaigns = [{ name: 'One', agents: 40, pacing }];
    return [...simulateFloor({ seed: 3, campaigns })].filter(
      (event) => event.kind === 'report' && event.report === 'agentConnect',
    ).length;
  };
  expect(talked('predictive') / talked('progressive')).toBeGreaterThan(1.05);
});
