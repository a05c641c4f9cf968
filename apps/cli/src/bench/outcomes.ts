import { outcomeData } from '@sdmp/protocol';
import { createShift } from '@sdmp/testkit';

/** Frames of a simulated shift, without terminator. */
export function simulatedFrames(count: number): readonly string[] {
  const shift = createShift({ seed: 1 });
  return Array.from({ length: count }, () => outcomeData.code + shift.nextBody());
}
