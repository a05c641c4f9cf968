import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

const now = (): number => Date.UTC(2026, 0, 2, 3, 4, 5);

test('json is an object a line, with errors as their text and nothing else added', () => {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', format: 'json' }, (line) => lines.push(line), now);
  logger.debug('not this');
  logger.warn('The disk is full', { upstream: 'north', cause: new Error('no space') });
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      level: 'warn',
      time: '2026-01-02T03:04:05.000Z',
      upstream: 'north',
      cause: 'no space',
      message: 'The disk is full',
    },
  ]);
  expect(lines[0]).not.toContain('\n');
});

test('pretty is a line for people', () => {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', format: 'pretty' }, (line) => lines.push(line), now);
  logger.info('It runs');
  logger.error('The disk is full', { cause: new Error('no space') });
  expect(lines).toEqual([
    '2026-01-02T03:04:05.000Z info  It runs',
    '2026-01-02T03:04:05.000Z error The disk is full (no space)',
  ]);
});

test.each(['json', 'pretty'] as const)('a level that is set anew counts at once, as %s', (format) => {
  const lines: string[] = [];
  const logger = createLogger({ level: 'warn', format }, (line) => lines.push(line), now);
  logger.info('before');
  logger.setLevel('debug');
  logger.debug('after');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('after');
});
