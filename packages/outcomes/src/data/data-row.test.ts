import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { dataRow } from './data-row.ts';
import { dataSchemaSchema } from './data-schema.ts';

const schema = dataSchemaSchema.parse({
  columns: [
    { from: 'Town' },
    { from: 'Balance', name: 'amount', type: 'number', required: true },
    { from: 'Card', mask: 'end' },
    { from: 'Note', mask: 'all' },
  ],
});

test.each([
  ['legacy', 'town~N~Leeds|Balance~N~12.50|Card~N~4711471147|Note~N~hm|'],
  ['JSON', '{"Town":"Leeds","Balance":12.50,"Card":"4711471147","Note":"hm"}'],
])(`${verifies('LOB-1')} data in %s become columns with their names, types and masks`, (_, data) => {
  expect(dataRow(data, schema)).toEqual({ cells: ['Leeds', 12.5, '•••1147', '•••'], faults: [] });
});

test.each([
  ['Balance~N~much|', 'Balance is no number'],
  ['Town~N~Leeds|', 'Balance is missing'],
  [undefined, 'Balance is missing'],
  ['Balance~N~1|balance~N~2|', 'Balance is there twice; the first counts'],
] as const)(`${verifies('LOB-1')} what breaks the schema is said without a value: %s`, (data, fault) => {
  expect(dataRow(data, schema).faults).toEqual([fault]);
});

test('a field that no column takes breaks a schema that says so', () => {
  const strict = dataSchemaSchema.parse({ columns: [{ from: 'Town' }], refusesOthers: true });
  expect(dataRow('Town~N~Leeds|Secret~N~x|', strict).faults).toEqual(['a field that no column takes is there']);
});

test.each([
  ['integer', '7', 7],
  ['integer', '7.5', undefined],
  ['integer', '12345678901234567890', undefined],
  ['number', '-0.25', -0.25],
  ['number', '1e5', undefined],
  ['boolean', 'Yes', true],
  ['boolean', '0', false],
  ['boolean', 'maybe', undefined],
  ['date', '2026-02-28', '2026-02-28'],
  ['date', '2026-02-30', undefined],
] as const)('as %s the text %s is %s', (type, text, cell) => {
  const one = dataSchemaSchema.parse({ columns: [{ from: 'X', type }] });
  expect(dataRow(`X~N~${text}|`, one).cells).toEqual([cell]);
});

test.each([
  [{ columns: [] }, 'columns'],
  [{ columns: [{ from: 'a' }, { from: 'A' }] }, 'columns.1.from'],
  [{ columns: [{ from: 'a', type: 'money' }] }, 'columns.0.type'],
] as const)('a schema that cannot be meant is refused with its place: %j', (config, place) => {
  expect(dataSchemaSchema.safeParse(config).error?.issues[0]?.path.join('.')).toBe(place);
});
