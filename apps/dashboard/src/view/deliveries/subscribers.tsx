import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { SubscriberEntry } from '../../api/types.ts';
import { count, nothing, rate } from '../../format/numbers.ts';
import { duration, fullTime } from '../../format/times.ts';
import { subscriberName } from '../../store/problems.ts';
import { now, tick } from '../../store/store.ts';
import { type MarkLevel, State } from '../mark.tsx';
import { Section } from '../section.tsx';

/** Rows until more are asked for. */
const fewRows = 20;

const states: Readonly<Record<SubscriberEntry['state'], readonly [MarkLevel, string]>> = {
  live: ['good', 'live'],
  rolling: ['warn', 'catching up'],
  parked: ['unknown', 'away'],
};

function wants({ filter }: SubscriberEntry): string {
  if (filter === undefined) return '';
  const { tenant, campaign, success, failure } = filter;
  const classes = success === failure ? [] : [success ? 'successes' : 'failures'];
  return [tenant, campaign, ...classes].filter((part) => part !== undefined).join(', ');
}

function Subscriber({ subscriber }: { readonly subscriber: SubscriberEntry }): JSX.Element {
  const { state, remote, backlog, ratePerSecond, expiresAt, position } = subscriber;
  const [level, words] = states[state];
  const expires = expiresAt === undefined ? undefined : Date.parse(expiresAt);
  return (
    <tr>
      <th scope="row">
        {subscriberName(subscriber)} <span class="faint">{wants(subscriber)}</span>
      </th>
      <td>
        <State level={level} words={words} />
      </td>
      <td class="wide faint">{remote ?? nothing}</td>
      <td class="number">{count(backlog)}</td>
      <td class="number wide">{rate(ratePerSecond)}</td>
      <td class="number wide">{count(position)}</td>
      <td class="number">
        {expires === undefined ? (
          <span class="faint">{nothing}</span>
        ) : (
          <time dateTime={expiresAt} title={fullTime(expires)}>
            {duration(Math.max(0, expires - now.value))}
          </time>
        )}
      </td>
    </tr>
  );
}

/** Applications that are served over SDMP. */
export function Subscribers(): JSX.Element {
  const showsAll = useSignal(false);
  const subscribers = tick.value?.subscribers ?? [];
  const shown = showsAll.value ? subscribers : subscribers.slice(0, fewRows);
  return (
    <Section id="subscribers" title="Subscribers">
      {subscribers.length === 0 ? (
        <p class="note">Nobody has subscribed.</p>
      ) : (
        <table>
          <caption class="unseen">Subscribers and how far they are</caption>
          <thead>
            <tr>
              <th scope="col">Persist token</th>
              <th scope="col">State</th>
              <th scope="col" class="wide">
                From
              </th>
              <th scope="col" class="number">
                Backlog
              </th>
              <th scope="col" class="number wide">
                Rate /s
              </th>
              <th scope="col" class="number wide">
                Position
              </th>
              <th scope="col" class="number">
                Ends in
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((subscriber) => (
              <Subscriber
                key={`${subscriber.tenant} ${subscriberName(subscriber)} ${subscriber.transactionIdentifier}`}
                subscriber={subscriber}
              />
            ))}
          </tbody>
        </table>
      )}
      {subscribers.length <= fewRows ? null : (
        <p class="buttons">
          <button
            type="button"
            aria-expanded={showsAll.value}
            onClick={() => {
              showsAll.value = !showsAll.value;
            }}
          >
            {showsAll.value ? 'Show fewer' : `Show all ${count(subscribers.length)}`}
          </button>
        </p>
      )}
    </Section>
  );
}
