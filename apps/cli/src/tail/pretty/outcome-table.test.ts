import { decode } from '@sdmp/codec';
import { Outcome } from '@sdmp/outcomes';
import { classificationColumns, classify, installationRules, judgedOutcome } from '@sdmp/outcomes/rules';
import { expect, test } from 'vitest';
import { textWidth } from '../../screen/fit-text.ts';
import { localClock } from '../../screen/local-clock.ts';
import { OutcomeTable } from './outcome-table.ts';

const nine = Date.UTC(2026, 10, 22, 9);

function outcome(frame: string, time = nine): Outcome {
  return new Outcome(decode(frame), { time, id: 'j-7' });
}

function terminal(columns: number, environment: Readonly<Record<string, string>> = { LANG: 'en_GB.UTF-8' }) {
  return { columns, hasColours: false, environment };
}

const full = String.raw`OZ\CNSales1\SI001234567890\TN01632960123\RE10\AO101\ANJoe`;
const berlin = localClock('Europe/Berlin');

test('an outcome is a line of the width of the terminal, below the day with its zone and headings', () => {
  const table = new OutcomeTable(terminal(80), { clock: berlin });
  const [day, headings, line, ...rest] = table.line(outcome(full)).split('\n');
  expect(day).toBe('2026-11-22, Europe/Berlin (UTC+01:00)');
  expect(headings).toBe('   time      result        campaign  session       agent   telephone    disposi…');
  expect(line).toBe('✓  10:00:00  10 Connected  Sales1    001234567890  Joe     01632960123  101 Res…');
  expect(rest).toEqual(['']);
});

test.each([20, 40, 60, 72, 79, 80, 81, 100, 119, 120, 200])(
  'no line is wider than %i columns, whatever the values',
  (columns) => {
    const table = new OutcomeTable(terminal(columns), { clock: berlin });
    const wide = `OZ\\CN${'販売'.repeat(20)}\\SI${'7'.repeat(64)}\\AN${'👩‍💻é'.repeat(9)}\\RE7\\AO101\\DD`;
    for (const frame of [full, wide, 'OZ', 'OZ\\CN\u001b[2J\\RE5\\DD']) {
      for (const line of table.line(outcome(frame)).trimEnd().split('\n')) {
        expect(textWidth(line), line).toBeLessThanOrEqual(Math.max(columns, 25));
      }
    }
  },
);

test('a session and a number that do not fit keep their ends, in which they differ', () => {
  const long = String.raw`OZ\CNA campaign with a long name\SIdefault_0001_00516312\TN+441632960123456\RE10`;
  const at = (columns: number): string =>
    new OutcomeTable(terminal(columns), { clock: berlin }).line(outcome(long)).trimEnd().split('\n').at(-1) ?? '';
  expect(at(80)).toBe('✓  10:00:00  10 Connected  A campa…  …01_00516312  -       …2960123456  -');
  expect(at(200)).toContain('  default_0001_00516312  ');
  const ascii = new OutcomeTable(terminal(80, { LC_ALL: 'C' }), { clock: berlin }).line(outcome(long));
  expect(ascii).toContain('~01_00516312');
});

test('columns stand below each other although characters are wide', () => {
  const table = new OutcomeTable(terminal(100), { clock: berlin });
  const cellOf = (frame: string): number => {
    const line = table.line(outcome(frame)).trimEnd().split('\n').at(-1) ?? '';
    return textWidth(line.slice(0, line.indexOf('SESSION')));
  };
  expect(cellOf(String.raw`OZ\CN販売東京\SISESSION1`)).toBe(cellOf(String.raw`OZ\CNSales1\SISESSION1`));
  expect(cellOf(String.raw`OZ\CN${'販売'.repeat(20)}\SISESSION1`)).toBe(cellOf(String.raw`OZ\CNSales1\SISESSION1`));
});

test('headings come again when the width has changed, the day when it has', () => {
  const size = terminal(100);
  const table = new OutcomeTable(size, { clock: berlin });
  const lines = (time = nine): number => table.line(outcome(full, time)).trimEnd().split('\n').length;
  expect([lines(), lines()]).toEqual([3, 1]);
  size.columns = 60;
  expect([lines(), lines()]).toEqual([2, 1]);
  expect([lines(nine + 86_400_000), lines(nine + 86_400_000)]).toEqual([3, 1]);
});

test('success and failure differ by a symbol, in ASCII where the locale has no other; colours come on top', () => {
  const last = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
  const first = (frame: string, environment?: Readonly<Record<string, string>>): string =>
    last(new OutcomeTable(terminal(80, environment), { clock: berlin }).line(outcome(frame))).slice(0, 1);
  expect([first(String.raw`OZ\RE10`), first(String.raw`OZ\RE5`)]).toEqual(['✓', '✗']);
  expect([first(String.raw`OZ\RE10`, { LC_ALL: 'C' }), first(String.raw`OZ\RE5`, { LC_ALL: 'C' })]).toEqual(['+', '-']);
  const coloured = new OutcomeTable({ ...terminal(80), hasColours: true }, { clock: berlin }).line(
    outcome(String.raw`OZ\RE10`),
  );
  expect(last(coloured).startsWith('\u001b[32m✓')).toBe(true);
});

test('nothing in a value steers the terminal', () => {
  const table = new OutcomeTable(terminal(120), { clock: berlin });
  const line = table.line(outcome('OZ\\CN\u001b[2J\\RE5\\DD'));
  expect(line).toContain('<U+001B>[2J');
  expect(line.trimEnd().endsWith('declined')).toBe(true);
});

test('the clock has the zone and its offset of that day', () => {
  expect(localClock('Asia/Kolkata').at(nine)).toEqual({ date: '2026-11-22', time: '14:30:00', offset: 'UTC+05:30' });
  expect(localClock('UTC').at(nine)).toEqual({ date: '2026-11-22', time: '09:00:00', offset: 'UTC' });
  const london = localClock('Europe/London');
  expect([london.at(nine).offset, london.at(Date.UTC(2026, 6, 1)).offset]).toEqual(['UTC', 'UTC+01:00']);
});

test.each([
  ['AO0', '0 Live Call'],
  ['AO101', '101 Reschedule (licensee)'],
  ['AO167', '167'],
  ['DD', 'declined'],
])('%s is called %s: a name that the vendor has not documented says so', (values, called) => {
  const table = new OutcomeTable(terminal(160), { clock: berlin });
  expect(
    table
      .line(outcome(`OZ\\RE10\\${values}`))
      .trimEnd()
      .endsWith(` ${called}`),
  ).toBe(true);
});

test.each([
  ['RE10\\AO167', '167 Sale, Closed Won'],
  ['RE10', 'HUMAN_ANSWERED (near)'],
  ['RE1', 'SIT_TONE_BUSY'],
  ['RE0', 'AMD_NOT_APPLICABLE (none)'],
])('with rules %s is %s: a word that means less says so', (values, called) => {
  const rules = installationRules({
    agentOutcomes: [{ code: 167, name: 'Sale', category: 'sale' }],
    rules: {},
    disposition: { cases: [{ when: { category: ['sale'] }, is: 'Closed Won' }], table: 'amazonConnect' },
  });
  const words = {
    columns: classificationColumns,
    classify: (each: Outcome) => classify(rules, judgedOutcome(each)),
  };
  const table = new OutcomeTable(terminal(200), { clock: berlin, words });
  expect(table.line(outcome(`OZ\\${values}`))).toContain(` ${called}\n`);
});
