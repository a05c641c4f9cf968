import type { RecordFilter } from '@sdmp/journal';
import { outcomeClass } from '@sdmp/outcomes';
import type { ServiceStatus, TransactionState } from '@sdmp/runtime';
import type { SubscriberEntry } from '../api/subscribers.ts';
import { maskToken } from './mask.ts';

type TransactionStatus = ServiceStatus['transactions'][number];

const states: Partial<Record<TransactionState, SubscriberEntry['state']>> = {
  rollingForward: 'rolling',
  live: 'live',
  parked: 'parked',
};

/** What a subscriber or sink wants, in the words of the API. */
export function describeFilter({ tenant, campaign, classes = 0xff }: RecordFilter): SubscriberEntry['filter'] {
  return {
    ...(tenant === undefined ? {} : { tenant }),
    ...(campaign === undefined ? {} : { campaign }),
    success: (classes & outcomeClass.success) !== 0,
    failure: (classes & outcomeClass.failure) !== 0,
  };
}

/** Tells one subscriber from another. */
export function subscriberKey({ tenant, persistToken = '', transactionIdentifier }: TransactionStatus): string {
  return [tenant, persistToken, transactionIdentifier].join('\\');
}
