import { decode } from '@sdmp/codec';
import { outcomeFromRecord, outcomeRecord } from '@sdmp/outcomes';
import { expect, test } from 'vitest';
import { keptAnswer, refusalCause } from './refusal-cause.ts';

const { body } = outcomeRecord(decode(String.raw`OZ\RE10\TN02079460123\DT{"name":"Ann"}`), { time: 0 });
const outcome = outcomeFromRecord(body, { journal: 'j', position: 0, time: 0 });

test.each([
  ['no campaign of that name', 'no campaign of that name'],
  ['  two\r\nlines\t\u0000here ', 'two lines here'],
  ['<html><head><title>422</title></head><body>No <b>such</b> lead</body></html>', '422 No such lead'],
  ['number 02079460123 is blocked', 'number ••• is blocked'],
  ['number +44 (20) 7946-0999 is blocked', 'number +•• (••) ••••-•999 is blocked'],
  ['{"got":"{\\"name\\":\\"Ann\\"}"}', '{"got":"•••"}'],
  ['error 422 at line 12', 'error 422 at line 12'],
])('an answer %j is kept as a line without personal data', (answer, kept) => {
  expect(keptAnswer(answer, [outcome])).toBe(kept);
});

test('an answer that says nothing is not kept, and a long one is shortened', () => {
  expect([keptAnswer(undefined, [outcome]), keptAnswer('', [outcome]), keptAnswer(' \n ', [outcome])]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(keptAnswer('x'.repeat(5000), [outcome])).toHaveLength(300);
});

test('letters of one kind have one cause, whatever session or number their answers name', () => {
  const causes = ['case-130', 'case-131'].map((session) =>
    refusalCause('crm answered 422', `${session} of •••123 is closed`),
  );
  expect(new Set(causes)).toEqual(new Set(['crm answered 422: … of … is closed']));
  expect(refusalCause('crm answered 422', undefined)).toBe('crm answered 422');
  expect(refusalCause('crm answered 422', 'x '.repeat(300))).toHaveLength(200);
});
