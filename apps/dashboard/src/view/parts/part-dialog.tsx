import type { JSX } from 'preact';
import { goTo, partOf, place } from '../../store/place.ts';
import { truth } from '../../store/store.ts';
import type { PartState } from '../../truth/part-state.ts';
import { subscriberId, subscriberName } from '../../truth/words.ts';
import { Modal } from '../dialog/modal.tsx';
import { IncidentList } from '../incidents/incident-list.tsx';
import { State } from '../mark.tsx';
import { DialerHistory } from './dialer-history.tsx';
import { DialerFacts } from './dialer-facts.tsx';
import { SinkFacts } from './sink-facts.tsx';
import { SinkHistory } from './sink-history.tsx';
import { SubscriberFacts } from './subscriber-facts.tsx';

const daysShown = 7;

/** Shows how a part is, why, and what to do. */
function Condition({ state: { level, word, reason, todo } }: { readonly state: PartState }): JSX.Element {
  return (
    <div>
      <State level={level} words={word} />
      {reason === undefined ? null : <p class="error">{reason}</p>}
      {todo === undefined ? null : <p class="todo">{todo}</p>}
    </div>
  );
}

/** Shows what happened to a part in the last days. */
function History({ part, name }: { readonly part: 'sink' | 'upstream'; readonly name: string }): JSX.Element {
  return (
    <section>
      <h3>What happened in the last {daysShown} days</h3>
      <IncidentList days={daysShown} part={part} name={name} what={`incidents of ${name}`} />
    </section>
  );
}

function Content({ named }: { readonly named: string }): JSX.Element {
  const { kind, of } = partOf(named);
  const { sinks, dialers, subscribers } = truth.value;
  const sink = kind === 'sink' ? sinks.find(({ part }) => part.name === of) : undefined;
  const dialer = kind === 'dialer' ? dialers.find(({ part }) => part.name === of) : undefined;
  const subscriber = kind === 'subscriber' ? subscribers.find(({ part }) => subscriberId(part) === of) : undefined;
  const state = (sink ?? dialer ?? subscriber)?.state;
  return (
    <div class="day">
      {state === undefined ? <p class="note">It is not there now.</p> : <Condition state={state} />}
      {sink === undefined ? null : <SinkFacts sink={sink.part} />}
      {dialer === undefined ? null : <DialerFacts dialer={dialer.part} />}
      {subscriber === undefined ? null : <SubscriberFacts subscriber={subscriber.part} />}
      {sink === undefined ? null : <SinkHistory name={of} />}
      {dialer === undefined ? null : <DialerHistory name={of} />}
      {kind === 'sink' ? <History part="sink" name={of} /> : null}
      {kind === 'dialer' ? <History part="upstream" name={of} /> : null}
    </div>
  );
}

function titleOf(named: string): string {
  const { kind, of } = partOf(named);
  if (kind === 'sink') return `Sink ${of}`;
  if (kind === 'dialer') return `Dialer ${of}`;
  const part = truth.value.subscribers.find(({ part: each }) => subscriberId(each) === of)?.part;
  return `Subscriber ${part === undefined ? '' : subscriberName(part)}`;
}

/** Shows the details of a dialer, sink or subscriber, if the address names one. */
export function PartDialog(): JSX.Element | null {
  const { part: named } = place.value;
  if (named === '') return null;
  return (
    <Modal title={titleOf(named)} key={named} onClose={() => goTo({ part: '' })}>
      <Content named={named} />
    </Modal>
  );
}
