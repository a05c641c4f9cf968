import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { FlowGate } from './flow-gate.ts';

test(`${verifies('CL-6')}reading stops above the mark and continues below half of it`, () => {
  const changes: boolean[] = [];
  const gate = new FlowGate(100, (isOpen) => changes.push(isOpen));
  gate.queue(100);
  expect(changes).toEqual([]);
  gate.queue(1);
  gate.queue(-50);
  expect(changes).toEqual([false]);
  gate.queue(-2);
  expect(changes).toEqual([false, true]);
});

test('every reason to stand still has to go before reading continues', () => {
  const changes: boolean[] = [];
  const gate = new FlowGate(100, (isOpen) => changes.push(isOpen));
  gate.hold('window', true);
  gate.hold('drain', true);
  gate.hold('window', false);
  expect(gate.isOpen).toBe(false);
  gate.release();
  gate.hold('window', true);
  expect(changes).toEqual([false, true]);
});
