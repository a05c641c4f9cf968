import type { JSX } from 'preact';
import type { SubscriberEntry } from '../../api/types.ts';
import { count, nothing, rate } from '../../format/numbers.ts';
import { filterWords } from '../../truth/words.ts';
import { Fact } from '../facts.tsx';
import { Moment } from '../moment.tsx';

/** Shows the figures of a subscriber. */
export function SubscriberFacts({ subscriber }: { readonly subscriber: SubscriberEntry }): JSX.Element {
  const { tenant, persistToken, transactionIdentifier, remote, user, position, backlog, ratePerSecond } = subscriber;
  const wanted = filterWords(subscriber);
  return (
    <dl class="facts">
      <Fact name="Tenant">{tenant === '' ? nothing : tenant}</Fact>
      <Fact name="Persist token">{persistToken ?? nothing}</Fact>
      <Fact name="Transaction">{transactionIdentifier}</Fact>
      <Fact name="Takes">{wanted === '' ? 'everything' : wanted}</Fact>
      <Fact name="From">{remote ?? nothing}</Fact>
      <Fact name="User">{user ?? nothing}</Fact>
      <Fact name="Backlog">{count(backlog)}</Fact>
      <Fact name="Outcomes a second">{rate(ratePerSecond)}</Fact>
      <Fact name="Next position">{count(position)}</Fact>
      <Fact name="Forgotten at">
        <Moment at={subscriber.expiresAt} asClock />
      </Fact>
    </dl>
  );
}
