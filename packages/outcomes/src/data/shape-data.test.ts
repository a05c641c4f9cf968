import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { dataRow } from './data-row.ts';
import { dataSchemaSchema } from './data-schema.ts';
import { dataShaper } from './shape-data.ts';
import { dataTableColumns } from './table-columns.ts';

function cellOf(column: object, text: string): unknown {
  return dataRow(JSON.stringify({ X: text }), dataSchemaSchema.parse({ columns: [{ from: 'X', ...column }] })).cells[0];
}

test.each([
  [{ type: 'date', format: 'DD/MM/YYYY' }, '28/02/2026', '2026-02-28'],
  [{ type: 'date', format: 'DD/MM/YYYY' }, '30/02/2026', undefined],
  [{ type: 'date', format: 'D.M.YY' }, '1.12.26', '2026-12-01'],
  [{ type: 'date', format: 'YYYYMMDD' }, '20260228', '2026-02-28'],
  [{ type: 'date', format: 'ole' }, '43139.445749', '2018-02-08'],
  [{ type: 'dateTime' }, '2026-11-30T09:00:00+02:00', '2026-11-30T07:00:00.000Z'],
  [{ type: 'dateTime' }, '2026-11-30 09:00', '2026-11-30T09:00:00.000Z'],
  [{ type: 'dateTime' }, '2026-11-30T24:00', undefined],
  [{ type: 'dateTime', zone: 'Europe/London' }, '2026-07-01T09:00', '2026-07-01T08:00:00.000Z'],
  [
    { type: 'dateTime', format: 'DD/MM/YYYY HH:mm', zone: 'America/New_York' },
    '30/11/2026 09:30',
    '2026-11-30T14:30:00.000Z',
  ],
  // Clocks are set back at 02:00 and this hour comes twice: the first one counts.
  [{ type: 'dateTime', zone: 'Europe/London' }, '2026-10-25T01:30', '2026-10-25T00:30:00.000Z'],
  // Clocks are set forward at 01:00 and this hour is left out: by the clock before it.
  [{ type: 'dateTime', zone: 'Europe/London' }, '2026-03-29T01:30', '2026-03-29T01:30:00.000Z'],
  [{ type: 'number' }, '123456789.123456', 123_456_789.123456],
  [{ type: 'number' }, '1234567890.123456', undefined],
  [{ type: 'text' }, 'a\u0000b', undefined],
  [{ type: 'text' }, '\ud800', undefined],
] as const)(`${verifies('LOB-1')} a column %j reads '%s' as %s`, (column, text, cell) => {
  expect(cellOf(column, text)).toBe(cell);
});

test(`${verifies('LOB-2')} data become an object of the columns, and cells of tables`, () => {
  const schema = dataSchemaSchema.parse({
    columns: [
      { from: 'Town', name: 'Home town' },
      { from: 'Due', type: 'dateTime' },
      { from: 'Card', type: 'integer', mask: 'end' },
      { from: 'Sold', type: 'boolean' },
    ],
  });
  const shape = dataShaper(schema);
  expect(shape('Town~N~Leeds|due~N~2026-11-30T09:00|Card~N~4711471147|Secret~N~x|')).toEqual({
    text: '{"Home town":"Leeds","Due":"2026-11-30T09:00:00.000Z","Card":"•••1147"}',
    cells: {
      data_home_town: 'Leeds',
      data_due: Date.UTC(2026, 10, 30, 9),
      data_card: '•••1147',
      data_sold: undefined,
    },
    faults: [],
  });
  expect(shape(undefined)).toMatchObject({ text: undefined, faults: [] });
  expect(dataTableColumns(schema).map(({ name, kind }) => [name, kind])).toEqual([
    ['data_home_town', 'text'],
    ['data_due', 'time'],
    ['data_card', 'text'],
    ['data_sold', 'boolean'],
  ]);
});

test.each([
  [{ from: 'a', format: 'DD' }, 'columns.0.format', 'is for the types date and dateTime'],
  [{ from: 'a', type: 'date', format: 'DD/MM' }, 'columns.0.format', 'lacks year'],
  [{ from: 'a', type: 'date', format: 'DD/MM/YYYY HH' }, 'columns.0.format', 'has a time'],
  [{ from: 'a', type: 'dateTime', format: 'DD/MM/YYYY' }, 'columns.0.format', 'lacks hour'],
  [{ from: 'a', type: 'dateTime', zone: 'Mars/North' }, 'columns.0.zone', 'no known time zone'],
  [{ from: '日本' }, 'columns.0.name', 'needs a letter from a to z'],
  [{ from: 'x'.repeat(70) }, 'columns.0.name', 'too long for tables'],
] as const)('a column that cannot be meant is refused: %j', (column, place, message) => {
  const issue = dataSchemaSchema.safeParse({ columns: [column] }).error?.issues[0];
  expect(issue?.path.join('.')).toBe(place);
  expect(issue?.message).toContain(message);
});
