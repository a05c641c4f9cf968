import { describe, expect, expectTypeOf, test } from 'vitest';
import { InvalidMessageError } from './fields.ts';
import {
  campaignData,
  enumerateAgents,
  enumerateOutcomes,
  managementErrorReport,
  newPersistentID,
  outcomeData,
} from './messages.ts';
import { messageNamed } from './message-named.ts';
import { release } from './release.ts';
import { type Parsed, typedMessage } from './typed-message.ts';

const eo = typedMessage(enumerateOutcomes);
const oz = typedMessage(outcomeData);
const sdmp1 = { service: null, interface: null };

function problemsOf(build: () => unknown): unknown {
  try {
    return build();
  } catch (error) {
    return error instanceof InvalidMessageError ? error.problems : error;
  }
}

describe('build', () => {
  test('returns a message for the codec', () => {
    const built = eo.build({ transactionIdentifier: 'Sales1', successOutcomes: true, rateControl: 500 });
    expect(built).toEqual({
      service: 'CG',
      interface: 'MA',
      code: 'EO',
      fields: ['CS', '500', 'SO', '', 'TX', 'Sales1'],
    });
    expectTypeOf(built.code).toEqualTypeOf<'EO'>();
  });

  test('does not compile with a missing, unknown or wrongly typed field, and throws at run time', () => {
    // @ts-expect-error TX is mandatory.
    expect(problemsOf(() => eo.build({ successOutcomes: true }))).toMatchObject([{ rule: 'transactionMissing' }]);
    // @ts-expect-error One of FO and SO is.
    expect(problemsOf(() => eo.build({ transactionIdentifier: 'a' }))).toMatchObject([
      { rule: 'neitherSuccessNorFailure' },
    ]);
    // @ts-expect-error There is no such field.
    const unknown = (): unknown => eo.build({ transactionIdentifier: 'a', failureOutcomes: true, campainName: 'b' });
    expect(problemsOf(unknown)).toMatchObject([{ rule: 'unknownParameter', name: 'campainName' }]);
    // @ts-expect-error A rate is a number.
    const text = (): unknown => eo.build({ transactionIdentifier: 'a', failureOutcomes: true, rateControl: '5' });
    expect(problemsOf(text)).toMatchObject([{ rule: 'notANumber', code: 'CS', name: 'rateControl' }]);
    // @ts-expect-error A flag is true or false.
    const flag = (): unknown => eo.build({ transactionIdentifier: 'a', failureOutcomes: '' });
    expect(problemsOf(flag)).toMatchObject([{ rule: 'flagWithValue', code: 'FO' }]);
  });

  test('accepts either flag or both, and rejects all false', () => {
    const transactionIdentifier = 'a';
    expect(eo.build({ transactionIdentifier, failureOutcomes: true }).fields).toEqual(['FO', '', 'TX', 'a']);
    expect(eo.build({ transactionIdentifier, failureOutcomes: false, successOutcomes: true }).fields).toHaveLength(4);
    expect(problemsOf(() => eo.build({ transactionIdentifier, successOutcomes: false }))).toMatchObject([
      { rule: 'neitherSuccessNorFailure' },
    ]);
  });

  test('reports problems with rule, parameter and value', () => {
    const tooFast = { transactionIdentifier: 'a', successOutcomes: true, rateControl: 0 };
    expect(problemsOf(() => eo.build(tooFast))).toMatchObject([
      { rule: 'range', code: 'CS', name: 'rateControl', value: '0' },
    ]);
  });

  test('builds messages for an older release', () => {
    const older = typedMessage(enumerateOutcomes, release('10.6.659'));
    const fields = { transactionIdentifier: 'a', successOutcomes: true };
    expect(older.build(fields)).toEqual(eo.build(fields));
    expect(problemsOf(() => older.build({ ...fields, rateControl: 5 }))).toMatchObject([{ rule: 'notInRelease' }]);
  });

  test('requires a parameter added later only in the releases that have it', () => {
    const apportion = messageNamed('GetPortions');
    const fields = { campaignName: 'Sales', originatorID: 'me', tenantDescriptor: 'default', token: 'a' };
    const [older, newer] = [typedMessage(apportion, release('10.7.1024')), typedMessage(apportion)];
    expect(problemsOf(() => older.build(fields))).toMatchObject({ code: 'GA' });
    expect(problemsOf(() => newer.build(fields))).toMatchObject([{ rule: 'transactionMissing' }]);
  });
});

describe('parse', () => {
  test('returns typed fields of a valid message', () => {
    const parsed = oz.parse({ ...sdmp1, code: 'OZ', fields: ['CN', 'Sales', 'RE', '10', 'DD', '', 'QQ', 'new'] });
    expect(parsed).toEqual({
      isValid: true,
      fields: { campaignName: 'Sales', reason: 10, dontDial: true },
      problems: [],
    });
    if (parsed.isValid) expectTypeOf(parsed.fields.reason).toEqualTypeOf<number | undefined>();
    // @ts-expect-error There is no such field.
    expect(parsed.fields.campainName).toBeUndefined();
  });

  test('returns each problem with rule, parameter and value, and the valid fields', () => {
    const parsed = eo.parse({ ...sdmp1, code: 'EO', fields: ['TX', 'a', 'SO', '', 'CS', '0', 'QQ', '1'] });
    expect(parsed).toMatchObject({
      isValid: false,
      fields: { transactionIdentifier: 'a', successOutcomes: true },
      problems: [
        { rule: 'range', code: 'CS', name: 'rateControl', value: '0' },
        { rule: 'unknownParameter', code: 'QQ', value: '1' },
      ],
    });
    expectTypeOf<
      Extract<Parsed<typeof enumerateOutcomes>, { isValid: false }>['fields']['transactionIdentifier']
    >().toEqualTypeOf<string | undefined>();
  });

  test('never omits a required field of a valid message', () => {
    const parsed = typedMessage(campaignData).parse({ ...sdmp1, code: 'CZ', fields: ['CN', '', 'TX', 'a'] });
    expect(parsed.isValid).toBe(false);
    expect(parsed.problems).toContainEqual(
      expect.objectContaining({ rule: 'missingParameter', code: 'CN', name: 'campaignName' }),
    );
    expect(parsed.problems.filter(({ code }) => code === 'TS')).toHaveLength(1);
  });

  test('accepts only messages with its code or alias on its interface', () => {
    const wp = typedMessage(newPersistentID);
    expect(wp.parse({ ...sdmp1, code: 'NP', fields: ['PS', 'a'] }).isValid).toBe(true);
    const fields = ['EC', '30', 'FM', 'x'];
    const er = typedMessage(managementErrorReport);
    expect(er.parse({ service: 'CG', interface: 'MA', code: 'ER', fields }).isValid).toBe(true);
    for (const place of [
      { service: 'CM', interface: 'DE', code: 'ER' },
      { service: 'CG', interface: 'AG', code: 'ER' },
      { ...sdmp1, code: 'MV' },
    ]) {
      expect(er.parse({ ...place, fields })).toMatchObject({ isValid: false, problems: [{ rule: 'unknownMessage' }] });
    }
  });

  test('preserves built messages', () => {
    const fields = { transactionIdentifier: 'a', levelOfDetail: 2, persistToken: 'mine' };
    const ea = typedMessage(enumerateAgents);
    expect(ea.parse(ea.build(fields))).toEqual({ isValid: true, fields, problems: [] });
  });
});

test('a message that the release does not have cannot be typed', () => {
  expect(() => typedMessage(messageNamed('EnumerateTurrets'), release('10.7.665'))).toThrow(InvalidMessageError);
});
