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

/** After a pause more may be due than is to be held at once. */
const mostAtOnce = 1000;

/** Records a simulated shift at a rate, until the signal is aborted. */
export async function recordShift({ rate, seed, appender, signal }: RecordShiftOptions): Promise<void> {
  const shift = createShift({ seed });
  for await (const due of paced({ rate, signal })) {
    const time = Date.now();
    for (let left = due; left > 0; left -= mostAtOnce) {
      await appender.add((outcomes) => {
        for (let index = 0; index < Math.min(left, mostAtOnce); index++) {
          outcomes.add(outcomeRecord(decode(outcomeData.code + shift.nextBody()), { time }));
        }
      });
    }
  }
  await appender.flush();
}
