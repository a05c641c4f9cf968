import type { JournalRecord } from '@sdmp/journal';
import { type Outcome, outcomeRecord } from '@sdmp/outcomes';
import type { Subscription } from '@sdmp/runtime';
import type { DurableAppend } from './durable-append.ts';
import type { KnownPlaces } from './known-places.ts';
import type { RedundantPair } from './redundant-pair.ts';

export interface RecorderOptions {
  readonly appender: Pick<DurableAppend, 'append'>;
  readonly places: KnownPlaces;
  /** Who else delivers the same outcomes. */
  readonly pair: RedundantPair | undefined;
  /** Tenant of outcomes that name none, where the request was for one tenant. */
  readonly tenant: string | undefined;
  /** Name of the upstream, kept with each outcome. */
  readonly source: string;
  readonly onRecorded: (outcomes: number, duplicates: number) => void;
}

/**
 * Records a subscription until it ends. Asking for the next batch is what acknowledges, so nothing is acknowledged before
 * it is on disk.
 */
export async function recordAll(subscription: Pick<Subscription, 'batches'>, options: RecorderOptions): Promise<void> {
  const { appender, places, pair, source, onRecorded } = options;
  for await (const batch of subscription.batches()) {
    const { fresh, cursors } = places.admit(batch);
    const received = fresh.map((outcome) => recordOf(outcome, options));
    const records = pair === undefined ? received : pair.admit(source, received);
    if (records.length > 0) {
      const appended = appender.append(records, cursors, pair === undefined ? idsOf(fresh, source) : []);
      await (pair === undefined ? appended : pair.append(appended));
    }
    await pair?.settled();
    places.recorded(cursors);
    onRecorded(records.length, batch.length - records.length);
  }
}

/** Bridges that share a journal may record the same upstream, each under its own token: the journal takes each outcome once. */
function idsOf(outcomes: readonly Outcome[], source: string): readonly (string | undefined)[] {
  return outcomes.map(({ id }) => (id === undefined ? undefined : `${source} ${id}`));
}

function recordOf(outcome: Outcome, { tenant: asked, source }: RecorderOptions): JournalRecord {
  const { time, tenant, campaign, classes, body } = outcomeRecord(outcome.message, { time: outcome.time });
  const isNamed = asked === undefined || outcome.tenantDescriptor !== undefined;
  return { time, tenant: isNamed ? tenant : asked, campaign, source, classes, body };
}
