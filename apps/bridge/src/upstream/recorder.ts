import type { JournalRecord, RetryingAppender } from '@sdmp/journal';
import { type Outcome, outcomeRecord } from '@sdmp/outcomes';
import type { Subscription } from '@sdmp/runtime';
import type { ArrivalTimes } from './arrival-times.ts';
import type { KnownPlaces } from './known-places.ts';
import { ReceivedColumns } from './received-columns.ts';
import type { RedundantPair } from './redundant-pair.ts';
import { type OnRefused, type Store, storeRecordable } from './store-recordable.ts';

export interface RecorderOptions {
  readonly appender: Pick<RetryingAppender, 'append'>;
  readonly places: KnownPlaces;
  /** Who else delivers the same outcomes. */
  readonly pair: RedundantPair | undefined;
  /** Whether other bridges record into the same journal. */
  readonly isShared: boolean;
  /** Tenant of outcomes that name none, where the request was for one tenant. */
  readonly tenant: string | undefined;
  /** Name of the upstream, kept with each outcome. */
  readonly source: string;
  readonly times: ArrivalTimes;
  readonly onRecorded: (outcomes: number, duplicates: number) => void;
  readonly onRefused: OnRefused;
}

/**
 * Records a subscription until it ends. Asking for the next batch is what acknowledges, so nothing is acknowledged before
 * it is on disk.
 */
export async function recordAll(subscription: Pick<Subscription, 'batches'>, options: RecorderOptions): Promise<void> {
  const { places, times, onRecorded, onRefused } = options;
  const store = storeOf(options);
  // A batch of which something is refused is stored a second time.
  const storeTimed: Store = (fresh, cursors) => {
    times.begin();
    return store(fresh, cursors);
  };
  for await (const batch of subscription.batches()) {
    const { fresh, cursors } = places.admit(batch);
    let refused = 0;
    const recorded = await storeRecordable(storeTimed, fresh, cursors, (outcome, reason) => {
      refused++;
      onRefused(outcome, reason);
    });
    places.recorded(cursors);
    times.end();
    onRecorded(recorded, batch.length - recorded - refused);
  }
}

/** Who has to look at each record needs records; all others get by with columns. */
function storeOf(options: RecorderOptions): Store {
  const { pair, isShared } = options;
  if (pair !== undefined) return storeInPair(pair, options);
  return isShared ? storeWithIds(options) : storeInColumns(options);
}

function storeInColumns({ appender, tenant, source, times }: RecorderOptions): Store {
  const columns = new ReceivedColumns({ tenant, source, times });
  return async (fresh, cursors) => {
    if (fresh.length > 0) await appender.append(columns.of(fresh), { cursors });
    return fresh.length;
  };
}

/** Bridges that share a journal may record the same upstream, each under its own token: the journal takes each outcome once. */
function storeWithIds(options: RecorderOptions): Store {
  const { appender, source } = options;
  return async (fresh, cursors) => {
    if (fresh.length === 0) return 0;
    const records = fresh.map((outcome) => recordOf(outcome, options));
    const ids = fresh.map(({ id }) => (id === undefined ? undefined : `${source} ${id}`));
    await appender.append(records, { cursors, ids });
    return records.length;
  };
}

function storeInPair(pair: RedundantPair, options: RecorderOptions): Store {
  const { appender, source } = options;
  return async (fresh, cursors) => {
    const received = fresh.map((outcome) => recordOf(outcome, options));
    const records = pair.admit(source, received);
    if (records.length > 0) await pair.append(appender.append(records, { cursors }));
    await pair.settled();
    return records.length;
  };
}

function recordOf(outcome: Outcome, { tenant: asked, source, times }: RecorderOptions): JournalRecord {
  const { time, tenant, campaign, classes, body } = outcomeRecord(outcome.message, { time: times.of(outcome.time) });
  const isNamed = asked === undefined || outcome.tenantDescriptor !== undefined;
  return { time, tenant: isNamed ? tenant : asked, campaign, source, classes, body };
}
