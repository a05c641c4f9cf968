import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryFields } from './arbitrary.ts';
import type { CompiledMessage } from './compiled-message.ts';
import type { MessageDefinition } from './define-message.ts';
import { errorCodeOf, type Fields, InvalidMessageError, readFields, writeFields } from './fields.ts';
import { errorReport } from './messages/cg/ma/from-dialer/er-error-report.ts';
import { queueMetrics } from './messages/cg/ma/from-dialer/mz-queue-metrics.ts';
import { notifyEvent } from './messages/cg/ma/from-dialer/ne-notify-event.ts';
import { outcomeData } from './messages/cg/ma/from-dialer/oz-outcome-data.ts';
import { enumerateOutcomes } from './messages/cg/ma/to-dialer/eo-enumerate-outcomes.ts';
import { messages } from './messages/index.ts';
import type { Problem } from './problem.ts';
import { release } from './release.ts';
import { schemaOf } from './schema.ts';

const catalogue: readonly MessageDefinition[] = messages;

function compiled(definition: MessageDefinition, name?: string): CompiledMessage {
  const message = release(name).message(definition);
  if (message === undefined) throw new RangeError(`${definition.code} is not in ${name ?? 'the newest release'}`);
  return message;
}

const eo = compiled(enumerateOutcomes);
const oz = compiled(outcomeData);

type Loose = Record<string, unknown>;

/** Past the compiler, as a program in plain JavaScript would call it. */
function write(message: CompiledMessage, fields: unknown): string[] {
  return writeFields(message, fields as Fields<MessageDefinition>);
}

function problemsOf(message: CompiledMessage, fields: unknown): readonly Problem[] {
  try {
    write(message, fields);
    return [];
  } catch (error) {
    if (error instanceof InvalidMessageError) return error.problems;
    throw error;
  }
}

function withoutFalse(fields: Loose): Loose {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== false));
}

const request = { transactionIdentifier: 'Sales1', successOutcomes: true };

describe('writeFields and readFields', () => {
  test('preserve every valid message of the catalogue', () => {
    for (const definition of catalogue) {
      const message = compiled(definition);
      fc.assert(
        fc.property(arbitraryFields(message), (fields) => {
          const read = readFields(message, write(message, fields));
          expect(read.problems).toEqual([]);
          expect(read.fields).toEqual(withoutFalse(fields));
        }),
        { numRuns: 25 },
      );
    }
  });

  test('agree with the zod schema on received fields', () => {
    const value = fc.oneof(
      fc.constantFrom('', '1', '0', '100', '-1', '1.5', '10.00', 'a/b', 'ä', '1000001'),
      fc.stringMatching(/^\w{0,90}$/),
    );
    for (const definition of catalogue.filter(({ direction }) => direction === 'toDialer')) {
      const message = compiled(definition);
      const schema = schemaOf(message);
      const code = fc.constantFrom(...message.codes, 'QQ');
      fc.assert(
        fc.property(fc.uniqueArray(fc.tuple(code, value), { selector: ([drawn]) => drawn }), (pairs) => {
          const { fields, problems } = readFields(message, pairs.flat());
          if (problems.length === 0) expect(schema.safeParse(fields).success, JSON.stringify(pairs)).toBe(true);
          else expect(schema.safeParse(fields).success && Object.keys(fields).length === pairs.length).toBe(false);
        }),
        { numRuns: 40 },
      );
    }
  });
});

describe('writeFields', () => {
  test('writes in catalogue order, flags without a value, and omits false and undefined members', () => {
    const fields = { ...request, campaignName: 'Sales', failureOutcomes: false, token: undefined, rateControl: 5 };
    expect(writeFields<typeof enumerateOutcomes>(eo, fields)).toEqual([
      'CN',
      'Sales',
      'CS',
      '5',
      'SO',
      '',
      'TX',
      'Sales1',
    ]);
  });

  test.each(['\\', '\0', '\r', '\n'])('rejects %j in a text', (character) => {
    const [problem] = problemsOf(eo, { ...request, persistToken: `a${character}b` });
    expect(problem).toMatchObject({ rule: 'characters', code: 'PS', name: 'persistToken' });
  });

  test('allows the separator in data and quoted text, but no frame terminator', () => {
    expect(write(oz, { data: 'a\\b' })).toEqual(['DT', 'a\\b']);
    for (const end of ['\0', '\r', '\n'])
      expect(problemsOf(oz, { data: `a${end}` })).toMatchObject([{ rule: 'characters' }]);
    const er = compiled(errorReport);
    expect(write(er, { errorCode: 803, faultyMessage: 'EO\\SO' })).toEqual(['EC', '803', 'FM', 'EO\\SO']);
    expect(problemsOf(er, { errorCode: 803, faultyMessage: 'EO\0' })).toMatchObject([{ rule: 'characters' }]);
  });

  test('writes empty data, as the dialer does, but no other empty value', () => {
    expect(write(oz, { data: '' })).toEqual(['DT', '']);
    expect(problemsOf(oz, { campaignName: '' })).toMatchObject([{ rule: 'length', code: 'CN' }]);
  });

  test(verifies('EO-10') + 'rejects a parameter that the release does not have', () => {
    const older = compiled(enumerateOutcomes, '10.6.659');
    expect(problemsOf(older, { ...request, rateControl: 10 })).toMatchObject([{ rule: 'notInRelease', code: 'CS' }]);
    expect(problemsOf(compiled(enumerateOutcomes, '10.6.660'), { ...request, rateControl: 10 })).toEqual([]);
    expect(problemsOf(older, { ...request, rateControl: undefined })).toEqual([]);
  });

  test(verifies('ER-1', 'ER-2') + 'writes MS from 10.7.1401 on, and rejects it before', () => {
    const fields = { errorCode: 9006, faultyMessage: 'EO\\SO', message: 'TX is missing' };
    expect(write(compiled(errorReport, '10.7.1401'), fields)).toContain('TX is missing');
    expect(problemsOf(compiled(errorReport, '10.7.1400'), fields)).toMatchObject([
      { rule: 'notInRelease', code: 'MS' },
    ]);
  });

  test.each([
    ['a number for a text', { ...request, campaignName: 5 }, 'CN'],
    ['a text for a number', { ...request, rateControl: '5' }, 'CS'],
    ['a text for a flag', { ...request, failureOutcomes: 'yes' }, 'FO'],
    ['true for a text', { ...request, campaignName: true }, 'CN'],
    ['null', { ...request, campaignName: null }, 'CN'],
  ])('rejects %s', (_, fields, code) => {
    expect(problemsOf(eo, fields)).toMatchObject([{ code }]);
  });

  test('rejects a member that is not a field of the message', () => {
    expect(problemsOf(eo, { ...request, constructor: 'x' })).toMatchObject([{ rule: 'unknownParameter' }]);
  });

  test('reports every invalid field with its EC', () => {
    const problems = problemsOf(eo, { campaignName: 'a/b', rateControl: 0 });
    expect(problems.map(errorCodeOf)).toEqual([9010, 9009, 803, 9012]);
  });
});

describe('readFields', () => {
  test(verifies('OZ-6') + 'skips unknown parameters and uses the first of a repeated one', () => {
    const wire = ['TX', 'a', 'QQ', 'new', 'RE', '10', 'RE', '11', 'DT', ''];
    expect(readFields(oz, wire)).toEqual({
      fields: { transactionIdentifier: 'a', reason: 10, data: '' },
      problems: [],
    });
  });

  test('omits only the invalid value when a parameter is repeated', () => {
    const { fields, problems } = readFields(compiled(queueMetrics), ['CN', 'a', 'TV', '1', 'D1', '5', 'D1', 'x']);
    expect(fields).toMatchObject({ dialed1TimesOrMore: 5 });
    expect(problems).toContainEqual(expect.objectContaining({ rule: 'notANumber', code: 'D1' }));
  });

  test('reads a timestamp with a trailing dot, as in a documented example', () => {
    expect(readFields(compiled(notifyEvent), ['TS', '40101.400322.']).fields).toEqual({ timeStamp: 40101.400322 });
  });

  test('never throws, for any wire fields', () => {
    fc.assert(
      fc.property(fc.constantFrom(...catalogue), fc.array(fc.string({ maxLength: 4 })), (definition, wire) => {
        readFields(compiled(definition), wire);
      }),
      { numRuns: 500 },
    );
  });
});
