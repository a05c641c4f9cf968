import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import type { CompiledMessage } from './compiled-message.ts';
import type { MessageDefinition } from './define-message.ts';
import { errorCodeOf } from './fields.ts';
import { errorReport } from './messages/cg/ma/from-dialer/er-error-report.ts';
import { outcomeData } from './messages/cg/ma/from-dialer/oz-outcome-data.ts';
import { enumerateOutcomes } from './messages/cg/ma/to-dialer/eo-enumerate-outcomes.ts';
import { messages } from './messages/index.ts';
import { noProblems } from './problem.ts';
import { release } from './release.ts';
import { forbiddenInNames } from './value-rules.ts';

const catalogue: readonly MessageDefinition[] = messages;

function compiled(definition: MessageDefinition, name?: string): CompiledMessage {
  const message = release(name).message(definition);
  if (message === undefined) throw new RangeError(`${definition.code} is not in ${name ?? 'the newest release'}`);
  return message;
}

const eo = compiled(enumerateOutcomes);
const oz = compiled(outcomeData);

/** `TXa SO` to `['TX', 'a', 'SO', '']`. */
function wire(...segments: string[]): string[] {
  return segments.flatMap((segment) => [segment.slice(0, 2), segment.slice(2)]);
}

function rulesOf(message: CompiledMessage, fields: readonly string[]): [string, string | undefined][] {
  return message.check(fields).map(({ rule, code }) => [rule, code]);
}

describe('a request', () => {
  test('without a problem gets the shared empty list', () => {
    expect(eo.check(wire('CNSales1', 'TXEOSales1', 'FO', 'SO'))).toBe(noProblems);
  });

  test(verifies('EO-1') + 'without TX is rejected with EC 803', () => {
    const problems = eo.check(wire('CNSales1', 'SO'));
    expect(problems.map(errorCodeOf)).toEqual([803]);
    expect(problems).toMatchObject([{ code: 'TX', name: 'transactionIdentifier' }]);
  });

  test(verifies('EO-2') + 'with neither FO nor SO is rejected', () => {
    expect(rulesOf(eo, wire('TXa', 'CNSales1'))).toEqual([['neitherSuccessNorFailure', undefined]]);
    for (const flags of [['FO'], ['SO'], ['FO', 'SO']]) expect(rulesOf(eo, wire('TXa', ...flags))).toEqual([]);
  });

  test(verifies('EO-3') + 'with an unknown parameter is rejected', () => {
    expect(rulesOf(eo, wire('TXa', 'SO', 'QQ1'))).toEqual([['unknownParameter', 'QQ']]);
  });

  test(verifies('EO-3') + 'with a repeated parameter is rejected, also when it repeats the value', () => {
    expect(rulesOf(eo, wire('TXa', 'TXa', 'SO', 'CNx', 'SO'))).toEqual([
      ['repeatedParameter', 'TX'],
      ['repeatedParameter', 'SO'],
    ]);
  });

  test('is checked independently of the previous one', () => {
    expect(eo.check(wire('TXa', 'SO'))).toBe(noProblems);
    expect(eo.check(wire('TXa', 'SO'))).toBe(noProblems);
    expect(rulesOf(eo, wire('SO'))).toEqual([['transactionMissing', 'TX']]);
  });

  test.each([
    ['CN', 80],
    ['PS', 80],
    ['TD', 80],
    ['TK', 80],
    ['TX', 87],
  ])(verifies('EO-4') + '%s holds 1 to %i characters', (code, longest) => {
    const others = ['TXa', 'SO'].filter((segment) => !segment.startsWith(code));
    expect(rulesOf(eo, wire(...others, `${code}x`))).toEqual([]);
    expect(rulesOf(eo, wire(...others, code + 'x'.repeat(longest)))).toEqual([]);
    expect(rulesOf(eo, wire(...others, code))).toEqual([['length', code]]);
    expect(rulesOf(eo, wire(...others, code + 'x'.repeat(longest + 1)))).toEqual([['length', code]]);
  });

  test.each([
    ['1', undefined],
    ['100', undefined],
    ['1000000', undefined],
    ['0000100', undefined],
    ['0', 'range'],
    ['1000001', 'range'],
    ['', 'notANumber'],
    ['-1', 'notANumber'],
    ['+1', 'notANumber'],
    ['1.5', 'notANumber'],
    ['1e3', 'notANumber'],
    ['0x10', 'notANumber'],
    [' 5', 'notANumber'],
    ['٥', 'notANumber'],
    ['9'.repeat(400), 'notANumber'],
  ])(verifies('EO-4') + 'CS %j: %s', (value, rule) => {
    expect(rulesOf(eo, wire('TXa', 'SO', `CS${value}`))).toEqual(rule === undefined ? [] : [[rule, 'CS']]);
  });

  test(verifies('EO-4') + 'with a forbidden character in CN is rejected, any other character is accepted', () => {
    expect(Array.from(forbiddenInNames)).toHaveLength(15);
    for (const character of forbiddenInNames) {
      expect(rulesOf(eo, ['TX', 'a', 'SO', '', 'CN', `a${character}`])).toEqual([['characters', 'CN']]);
    }
    expect(rulesOf(eo, wire('TXa', 'SO', 'CNÜber #1 (a-b)_.,=@€'))).toEqual([]);
  });

  test(verifies('EO-4') + 'with other characters than letters, digits and _ in TD is rejected', () => {
    expect(rulesOf(eo, wire('TXa', 'SO', 'TDTenant_1'))).toEqual([]);
    for (const value of ['a-b', 'a b', 'ä', 'a\n', 'a.b']) {
      expect(rulesOf(eo, ['TX', 'a', 'SO', '', 'TD', value])).toEqual([['characters', 'TD']]);
    }
  });

  test('with a value in a flag is rejected', () => {
    expect(rulesOf(eo, wire('TXa', 'SO1'))).toEqual([['flagWithValue', 'SO']]);
  });

  test(verifies('EO-10') + 'with a parameter of a later release is rejected', () => {
    const older = compiled(enumerateOutcomes, '10.6.659');
    expect(rulesOf(older, wire('TXa', 'SO', 'CS5'))).toEqual([['notInRelease', 'CS']]);
    expect(older.check(wire('TXa', 'SO', 'CS5'))[0]?.message).toBe(
      'CS (rateControl) was added in 10.6.660; this is 10.6.659',
    );
    expect(rulesOf(compiled(enumerateOutcomes, '10.6.660'), wire('TXa', 'SO', 'CS5'))).toEqual([]);
  });

  test(verifies('EO-12') + 'with lower-case codes is rejected, while its values may have either case', () => {
    expect(rulesOf(eo, wire('TXa', 'SO', 'cnSales'))).toEqual([['unknownParameter', 'cn']]);
    expect(rulesOf(eo, wire('TXaA', 'SO', 'CNsALES'))).toEqual([]);
  });

  test('may have an empty segment, as a documented example has, but no one-character segment', () => {
    expect(rulesOf(eo, ['TX', 'a', '', '', 'SO', ''])).toEqual([]);
    expect(rulesOf(eo, ['TX', 'a', 'S', '', 'SO', ''])).toEqual([['unknownParameter', 'S']]);
  });

  test('never has its values repeated in the text of a problem', () => {
    const secret = 'Geheim/';
    const problems = eo.check(['TX', secret.repeat(50), 'SO', secret, 'CN', secret, 'TD', secret, 'CS', secret]);
    expect(problems).toHaveLength(5);
    for (const { message } of problems) expect(message).not.toContain('Geheim');
  });

  test('with many problems gets a list of 100', () => {
    expect(eo.check(Array.from({ length: 20_000 }, () => 'Q'))).toHaveLength(100);
  });
});

describe('a message from the dialer', () => {
  test(verifies('OZ-6') + 'is read with unknown, repeated and empty parameters', () => {
    expect(oz.check(wire('TXa', 'QQnew', 'RE10', 'RE10', 'AN', 'DT', 'X'))).toBe(noProblems);
  });

  test('has its known parameters checked', () => {
    expect(rulesOf(oz, wire('TXa', 'RE1000', 'AOten'))).toEqual([
      ['range', 'RE'],
      ['notANumber', 'AO'],
    ]);
  });

  test('is read with parameters of a later release', () => {
    const er = compiled(errorReport, '10.7.1400');
    expect(er.check(['EC', '803', 'FM', 'EO', 'MS', 'TX is missing'])).toBe(noProblems);
  });

  test('to be sent is checked like a request, except that data may be empty', () => {
    expect(oz.check(wire('TXa', 'DT'), 'write')).toBe(noProblems);
    expect(oz.check(wire('TXa', 'QQnew'), 'write')).toMatchObject([{ rule: 'unknownParameter' }]);
    expect(oz.check(wire('TXa', 'RE1', 'RE1'), 'write')).toMatchObject([{ rule: 'repeatedParameter' }]);
    expect(oz.check(wire('AN'), 'write')).toMatchObject([{ rule: 'length' }]);
  });
});

describe('every message', () => {
  test('knows the codes of its parameters, and which of them may hold separators', () => {
    for (const definition of catalogue) {
      const message = compiled(definition);
      expect([...message.codes]).toEqual(definition.parameters.map(({ code }) => code));
      expect(message.dataCode).toBe(definition.parameters.find(({ kind }) => kind === 'data')?.code);
      expect(message.quotedCode).toBe(definition.parameters.find(({ kind }) => kind === 'quoted')?.code);
      for (const parameter of definition.parameters) expect(message.parameter(parameter.code)).toBe(parameter);
      expect(message.parameter('__proto__')).toBeUndefined();
    }
  });

  test('that is known by name only accepts any parameter', () => {
    for (const definition of catalogue.filter(({ completeness }) => completeness === 'namedOnly')) {
      expect(compiled(definition).check(wire('QQ1', 'TXa'))).toBe(noProblems);
    }
  });
});
