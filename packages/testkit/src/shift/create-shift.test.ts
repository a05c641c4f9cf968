import { decode } from '@sdmp/codec';
import { outcomeFromRecord, parseOutcomeLine } from '@sdmp/outcomes';
import { expect, test } from 'vitest';
import { createShift, type ShiftOptions } from './create-shift.ts';
import { fictionalBlocks } from './telephone-numbers.ts';

function bodies(count: number, options: ShiftOptions): string[] {
  const shift = createShift(options);
  return Array.from({ length: count }, () => shift.nextBody());
}

const sample = bodies(5000, { seed: 1 });
const outcomes = sample.map((body) => outcomeFromRecord(body, { journal: 'j', position: 0, time: 0 }));

function share(isMeant: (outcome: (typeof outcomes)[number]) => boolean): number {
  return outcomes.filter(isMeant).length / outcomes.length;
}

test('the same seed gives the same outcomes, a different seed different ones', () => {
  expect(bodies(1000, { seed: 42 })).toEqual(bodies(1000, { seed: 42 }));
  expect(bodies(1000, { seed: 42 })).not.toEqual(bodies(1000, { seed: 43 }));
});

test('the sequence is the same in every version', () => {
  expect(bodies(2, { seed: 7, data: false })).toMatchInlineSnapshot(`
    [
      "\\TDdefault\\CNSurvey North\\SIdefault_0007_00000001\\TN01164960380\\RE2\\IR19",
      "\\TDdefault\\CNSurvey North\\ANWendy Clarke\\SIdefault_0007_00000002\\TN02079460696\\RE10\\AO101",
    ]
  `);
});

test('every outcome is a valid OZ', () => {
  for (const body of sample) expect(parseOutcomeLine(`OZ${body}`, { time: 0 }).body).toBe(body);
});

test('fields and bodies form the same sequence', () => {
  const [fields, text] = [createShift({ seed: 3 }), createShift({ seed: 3 })];
  for (let index = 0; index < 100; index++) expect(decode(`OZ${text.nextBody()}`).fields).toEqual(fields.nextFields());
  const [first] = createShift({ seed: 3 });
  expect(first).toBe(createShift({ seed: 3 }).nextBody());
});

test('session identifiers are unique and telephone numbers are never assigned', () => {
  expect(new Set(outcomes.map((outcome) => outcome.sessionIdentifier)).size).toBe(outcomes.length);
  for (const { telephoneNumber = '' } of outcomes) {
    expect(telephoneNumber).toMatch(/^\d{11}$/);
    expect(fictionalBlocks.some((block) => telephoneNumber.startsWith(block))).toBe(true);
  }
});

test('the mix of outcomes is that of a shift', () => {
  const abandoned = outcomes.filter(({ reason }) => reason === 7).length;
  const answered = outcomes.filter(({ success }) => success).length + abandoned;
  expect(abandoned / answered).toBeGreaterThan(0.01);
  expect(abandoned / answered).toBeLessThan(0.04);
  expect(share(({ success }) => success)).toBeGreaterThan(0.25);
  expect(share(({ success }) => success)).toBeLessThan(0.5);
  for (const reason of [1, 2, 5, 20, 24]) expect(share((outcome) => outcome.reason === reason)).toBeGreaterThan(0.01);
  for (const reason of [98, 99]) expect(share((outcome) => outcome.reason === reason)).toBeGreaterThan(0.001);
  expect(share(({ dontDial }) => dontDial)).toBeGreaterThan(0.0005);
  expect(share(({ data }) => data === '')).toBeGreaterThan(0.05);
  expect(share(({ data }) => data === undefined)).toBeGreaterThan(0.05);
});

test('an agent outcome has an agent, and a call without an agent has none', () => {
  for (const { agentOutcome, agentIdentifier, dontDial } of outcomes) {
    expect(agentIdentifier !== undefined).toBe(agentOutcome !== undefined || dontDial);
  }
});

test('a frame is about as long as those of a real shift', () => {
  const frames = sample.map((body) => String.raw`OZ\TXEOSales1${body}`.length + 1);
  const average = frames.reduce((sum, length) => sum + length, 0) / frames.length;
  expect(average).toBeGreaterThan(140);
  expect(average).toBeLessThan(160);
});

test('campaigns, tenants and agents can be set', () => {
  const shift = createShift({
    seed: 5,
    tenants: ['north', 'south'],
    campaigns: [{ name: 'Only', connectRate: 1, abandonRate: 0 }],
    agents: ['Ann'],
  });
  const met = new Set<string>();
  for (let index = 0; index < 200; index++) {
    const outcome = outcomeFromRecord(shift.nextBody(), { journal: 'j', position: 0, time: 0 });
    expect(outcome).toMatchObject({ campaignName: 'Only', agentIdentifier: 'Ann', success: true });
    met.add(outcome.tenantDescriptor ?? '');
  }
  expect(met).toEqual(new Set(['north', 'south']));
});

test('a shift without campaigns is rejected', () => {
  expect(() => createShift({ seed: 1, campaigns: [] })).toThrow(RangeError);
});
