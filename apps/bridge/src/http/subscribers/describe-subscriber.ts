import type { RecordFilter } from '@sdmp/journal';
import { outcomeClass } from '@sdmp/outcomes';
import type { SubscriberStatus } from '@sdmp/runtime';
import { subscriberCondition } from '../../conditions/part-conditions.ts';
import type { SubscriberEntry } from './schema.ts';
import { maskToken } from '../responses/mask.ts';
import { isoTime } from '../responses/iso-time.ts';

const stateNames: Partial<Record<SubscriberStatus['state'], SubscriberEntry['state']>> = {
  rollingForward: 'rolling',
  live: 'live',
};

function describeFilter({ tenant, campaign, classes = 0xff }: RecordFilter): SubscriberEntry['filter'] {
  return {
    ...(tenant === undefined ? {} : { tenant }),
    ...(campaign === undefined ? {} : { campaign }),
    success: (classes & outcomeClass.success) !== 0,
    failure: (classes & outcomeClass.failure) !== 0,
  };
}

/** Returns a key that tells one subscriber from another. */
export function subscriberKey({ tenant, persistToken = '', transactionIdentifier }: SubscriberStatus): string {
  return [tenant, persistToken, transactionIdentifier].join('\\');
}

/** Returns a subscriber as the API shows it. Only administrators see the token, because knowing it is enough to take it over. */
export function describeSubscriber(
  subscriber: SubscriberStatus,
  ratePerSecond: number,
  showsTokens: boolean,
): SubscriberEntry {
  const { state, persistToken, filter, expiresAt, ...rest } = subscriber;
  return {
    ...rest,
    state: stateNames[state] ?? 'parked',
    ...(persistToken === undefined ? {} : { persistToken: showsTokens ? persistToken : maskToken(persistToken) }),
    ...(filter === undefined ? {} : { filter: describeFilter(filter) }),
    ratePerSecond,
    ...(expiresAt === undefined ? {} : { expiresAt: isoTime(expiresAt) }),
    ...subscriberCondition(subscriber, ratePerSecond),
  };
}
