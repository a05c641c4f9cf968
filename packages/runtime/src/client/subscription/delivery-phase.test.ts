import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { nextPhase } from './delivery-phase.ts';
import { type FrameRun, runOf } from '../connection/frame-run.ts';

const now = 1_800_000_000_000;
const busy = { received: 100, elapsedMs: 1000, wasReading: true, rateLimit: 100, newest: undefined, now };
const recordedAt = (time: number): FrameRun => runOf(['OZ\\TXt\\DT', `OZ\\TXt\\ZPjournal.5.${String(time)}\\DT`]);

test(`${verifies('CL-5')}outcomes as fast as the rate allows are a backlog, slower ones are live`, () => {
  expect(nextPhase('beginning', busy)).toBe('rollingForward');
  expect(nextPhase('rollingForward', { ...busy, received: 89 })).toBe('live');
  expect(nextPhase('beginning', { ...busy, received: 0 })).toBe('live');
});

test(`${verifies('CL-5')}where the service says when they were recorded, that decides`, () => {
  expect(nextPhase('rollingForward', { ...busy, newest: recordedAt(now - 1000) })).toBe('live');
  expect(nextPhase('rollingForward', { ...busy, newest: recordedAt(now - 60_000) })).toBe('rollingForward');
});

test('a reader that stood still learns nothing, and live stays live', () => {
  expect(nextPhase('rollingForward', { ...busy, received: 0, wasReading: false })).toBe('rollingForward');
  expect(nextPhase('live', busy)).toBe('live');
});
