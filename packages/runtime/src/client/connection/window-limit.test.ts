import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { windowVerdict } from './window-limit.ts';

const mebibyte = 1024 * 1024;
const full = { held: 3 * mebibyte, limit: 2 * mebibyte, isReplaying: false, isProbeUnderWay: false };

test(`${verifies('ACK-3', 'CL-6')}a full window stops reading, but never the answer that would empty it`, () => {
  expect(windowVerdict({ ...full, held: mebibyte })).toBe('read');
  expect(windowVerdict(full)).toBe('hold');
  expect(windowVerdict({ ...full, isProbeUnderWay: true })).toBe('read');
  expect(windowVerdict({ ...full, isReplaying: true })).toBe('read');
});

test(`${verifies('ACK-3')}a service that confirms nothing is left`, () => {
  expect(windowVerdict({ ...full, held: 70 * mebibyte, isProbeUnderWay: true })).toBe('unconfirmed');
});
