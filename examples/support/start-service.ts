import { openMemoryJournal } from '@sdmp/journal';
import { parseOutcomeLine, type SuccessRule } from '@sdmp/outcomes';
import { startOutcomeService } from '@sdmp/runtime/server';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** A service that records what a test hands it. */
export interface Service {
  readonly port: number;
  readonly record: (frames: readonly string[], isSuccess?: SuccessRule) => Promise<void>;
  /** Resolves when somebody has subscribed. */
  readonly untilSubscribed: () => Promise<void>;
  /** Outcomes that subscribers have not acknowledged. */
  readonly backlog: () => number;
}

/** Starts an outcome service on a free port, until the test ends. */
export async function startService(): Promise<Service> {
  const journal = await openMemoryJournal();
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  onTestFinished(async () => {
    await service.close();
    await journal.close();
  });
  return {
    port: service.addresses[0]?.port ?? 0,
    record: async (frames, isSuccess) => {
      const time = Date.now();
      const options = isSuccess === undefined ? { time } : { time, isSuccess };
      await journal.append(frames.map((frame) => parseOutcomeLine(frame, options)));
    },
    untilSubscribed: () => until(() => service.status().transactions.length > 0),
    backlog: () => Math.max(0, ...service.status().transactions.map(({ backlog }) => backlog)),
  };
}
