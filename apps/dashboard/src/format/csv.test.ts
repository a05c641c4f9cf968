import { expect, test } from 'vitest';
import { csvFileName, csvText } from './csv.ts';

interface Call {
  readonly name: string | undefined;
  readonly calls: number | null;
}

const fields = { name: ({ name }: Call) => name, calls: ({ calls }: Call) => calls };

test('every value is one cell, whatever stands in it, and lines end in CR LF', () => {
  const rows = [
    { name: 'Sales', calls: 0.0304 },
    { name: 'a,b', calls: 1 },
    { name: 'say "no"', calls: 2 },
    { name: 'two\r\nlines', calls: 3 },
    { name: 'one\nline', calls: 4 },
    { name: ' Söle ☎ ', calls: 5 },
  ];
  expect(csvText(fields, rows)).toBe(
    'name,calls\r\nSales,0.0304\r\n"a,b",1\r\n"say ""no""",2\r\n"two\r\nlines",3\r\n"one\nline",4\r\n Söle ☎ ,5\r\n',
  );
});

test('what is absent is empty, and empty text is quoted', () => {
  expect(csvText(fields, [{ name: '', calls: null }])).toBe('name,calls\r\n"",\r\n');
  expect(csvText(fields, [{ name: undefined, calls: 0 }])).toBe('name,calls\r\n,0\r\n');
  expect(csvText(fields, [])).toBe('name,calls\r\n');
});

test('a cell that begins as a formula goes out as recorded, so that a number stays one', () => {
  const rows = ['+49301234', '=1+1', '-1', '@x', '\tx'].map((name) => ({ name, calls: null }));
  expect(csvText(fields, rows)).toBe('name,calls\r\n+49301234,\r\n=1+1,\r\n-1,\r\n@x,\r\n\tx,\r\n');
});

test('the file is named by the table and the time', () => {
  const time = Date.UTC(2026, 10, 22, 10, 2, 7, 450);
  expect(csvFileName('campaigns-15m', time)).toBe('sdmp-campaigns-15m-20261122T100207Z.csv');
  expect(csvFileName('dead letters of ../crm/ü', time)).toBe('sdmp-dead-letters-of-crm-ü-20261122T100207Z.csv');
});
