import { decode } from '@sdmp/codec';
import { outcomeRecord } from '@sdmp/outcomes';
import { outcomeData } from '@sdmp/protocol';
import { createShift } from '@sdmp/testkit';
import { paced } from '../pace.ts';
import type { OrderedAppender } from './ordered-appender.ts';

export interface RecordShiftOptions {
  /** Outcomes a second. */
  readonly rate: number;
  readonly seed: number;
  readonly appender: OrderedAppender;
  readonly signal: AbortSignal;
}

/** Records a simulated shift at a rate, until the signal is aborted. */
export async function recordShift({ rate, seed, appender, signal }: RecordShiftOptions): Promise<void> {
  const shift = createShift({ seed });
  for await (const due of paced({ rate, signal })) {
    const time = Date.now();
    const frames = Array.from({ length: due }, () => outcomeData.code + shift.nextBody());
    await appender.add(frames.map((frame) => outcomeRecord(decode(frame), { time })));
  }
  await appender.flush();
}
