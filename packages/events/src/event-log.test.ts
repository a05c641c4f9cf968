import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { EventLog } from './event-log.ts';
import { countOf, eventTable, fillIn, metricOf } from './event-table.ts';

const events = eventTable({
  socketsRefused: {
    level: 'warn',
    counts: 'Sockets above the limit.',
    line: 'A socket was refused: {open is/are} open, the limit is {limit}',
  },
  diskFull: { level: 'error', counts: 'Writes that found no room.', line: 'The disk is full' },
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function startLog() {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (message: string): void =>
      void lines.push(`${level} ${message}`);
  const log = new EventLog(events, { logger: { warn: write('warn'), error: write('error') }, now: () => 1000 });
  return { log, lines };
}

test('the first five lines of an event are logged, the rest of the minute is one line with their number', () => {
  const { log, lines } = startLog();
  for (let open = 1; open <= 105; open++) log.report('socketsRefused', { open, limit: 1 });
  expect(lines).toHaveLength(5);
  expect(lines[0]).toBe('warn A socket was refused: 1 is open, the limit is 1');
  vi.advanceTimersByTime(60_000);
  expect(lines.slice(5)).toEqual([
    'warn A socket was refused: 105 are open, the limit is 1 (the newest; 100 of this kind within 60 s were not logged)',
  ]);
  vi.advanceTimersByTime(600_000);
  expect(lines).toHaveLength(6);
  log.report('socketsRefused', { open: 9, limit: 1 });
  expect(lines).toHaveLength(7);
});

test('what repeats word by word is one line', () => {
  const { log, lines } = startLog();
  for (let at = 0; at < 3; at++) log.report('diskFull', {});
  log.report('socketsRefused', { open: 1, limit: 1 });
  expect(lines).toEqual(['error The disk is full', 'warn A socket was refused: 1 is open, the limit is 1']);
  log.flush();
  expect(lines[2]).toBe('error The disk is full (the newest; 2 of this kind within 60 s were not logged)');
});

test('a flood of one event does not hide another', () => {
  const { log, lines } = startLog();
  for (let open = 1; open <= 50; open++) log.report('socketsRefused', { open, limit: 1 });
  log.report('diskFull', {});
  expect(lines.at(-1)).toBe('error The disk is full');
});

test('nothing is withheld beyond the end: flush tells the rest', () => {
  const { log, lines } = startLog();
  for (let open = 1; open <= 7; open++) log.report('socketsRefused', { open, limit: 1 });
  log.flush();
  expect(lines.at(-1)).toContain('2 of this kind');
  log.flush();
  expect(lines).toHaveLength(6);
});

test('what is reported more than once at a time counts as often', () => {
  const { log } = startLog();
  log.report('socketsRefused', { open: 2, limit: 1 }, 40);
  log.report('socketsRefused', { open: 3, limit: 1 });
  expect(log.counts()).toEqual({ socketsRefused: 41, diskFull: 0 });
  const line = 'A socket was refused: 3 are open, the limit is 1';
  expect(log.records()).toEqual([{ event: 'socketsRefused', level: 'warn', count: 41, at: 1000, line }]);
});

test('every report is published, also what is not logged', () => {
  const seen: unknown[] = [];
  const onEvent = (message: unknown): void => void seen.push(message);
  subscribe('sdmp:event', onEvent);
  onTestFinished(() => void unsubscribe('sdmp:event', onEvent));
  const log = new EventLog(events);
  for (let at = 0; at < 20; at++) log.report('diskFull', { cause: 'ENOSPC' });
  expect(seen).toHaveLength(20);
  expect(seen[19]).toEqual({
    event: 'diskFull',
    level: 'error',
    line: 'The disk is full',
    count: 1,
    details: { cause: 'ENOSPC' },
  });
});

test('a logger that throws does not disturb what reports', () => {
  const later: (() => void)[] = [];
  vi.stubGlobal('queueMicrotask', (run: () => void) => later.push(run));
  onTestFinished(() => void vi.unstubAllGlobals());
  const fail = (): never => {
    throw new Error('logger');
  };
  const log = new EventLog(events, { logger: { error: fail } });
  log.report('diskFull', {});
  expect(later).toHaveLength(1);
  expect(later[0]).toThrow('logger');
});

test('a metric is named after its event', () => {
  expect(metricOf('socketsRefused')).toBe('sockets_refused_total');
});

test('what is counted stands in the singular after 1 alone', () => {
  const line = '{lost recorded outcome is/recorded outcomes are} damaged, {limit}';
  expect(fillIn(line, { lost: 1, limit: 2 })).toBe('1 recorded outcome is damaged, 2');
  expect(fillIn(line, { lost: 0, limit: 2 })).toBe('0 recorded outcomes are damaged, 2');
  expect(fillIn(line, { lost: 'many', limit: 2 })).toBe('many recorded outcomes are damaged, 2');
  expect([countOf(1, 'entry', 'entries'), countOf(2, 'entry', 'entries'), countOf(2, 'record')]).toEqual([
    '1 entry',
    '2 entries',
    '2 records',
  ]);
});

test('a detail with the words that follow it must be given', () => {
  const table = eventTable({ cut: { level: 'warn', counts: 'Cuts.', line: '{frames frame/frames} cut' } });
  const log = new EventLog(table);
  // @ts-expect-error the line names frames
  log.report('cut', {});
  log.report('cut', { frames: 1 });
  expect(log.records()[0]?.line).toBe('1 frame cut');
});
