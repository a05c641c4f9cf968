import type { JSX } from 'preact';
import type { UpstreamEntry } from '../api/types.ts';
import { counted, rate } from '../format/numbers.ts';
import { clock } from '../format/times.ts';
import { now, tick } from '../store/store.ts';
import { type MarkLevel, State } from './mark.tsx';
import { Moment } from './moment.tsx';
import { Section } from './section.tsx';

const states: Readonly<Record<UpstreamEntry['state'], readonly [level: MarkLevel, words: string]>> = {
  live: ['good', 'live'],
  rolling: ['warn', 'catching up'],
  connecting: ['bad', 'connecting'],
  waiting: ['bad', 'disconnected'],
  refused: ['bad', 'refused'],
  closed: ['unknown', 'closed'],
};

function Upstream({ upstream }: { readonly upstream: UpstreamEntry }): JSX.Element {
  const { name, host, port, state, outcomes, ratePerSecond, awaySince, lastOutcomeAt, lastError } = upstream;
  const [level, words] = states[state];
  const { reconnects, gaps, duplicatesDropped } = upstream;
  const notes = [
    ...(reconnects === 0 ? [] : [counted(reconnects, 'reconnect', 'reconnects')]),
    ...(gaps === 0 ? [] : [counted(gaps, 'gap', 'gaps')]),
    ...(duplicatesDropped === 0 ? [] : [`${counted(duplicatesDropped, 'duplicate', 'duplicates')} dropped`]),
  ];
  const since = awaySince === undefined ? '' : ` since ${clock(Date.parse(awaySince), now.value)}`;
  return (
    <li class="upstream">
      <div class="line">
        <h3>{name}</h3>
        <State level={level} words={words + since} />
        <span class="figure">
          {rate(ratePerSecond)}
          <span class="unit"> /s</span>
        </span>
      </div>
      <p class="faint line">
        <span>
          {host}:{port}
        </span>
        <span>
          {counted(outcomes, 'outcome', 'outcomes')}, last <Moment at={lastOutcomeAt} />
        </span>
      </p>
      {notes.length === 0 ? null : <p class="faint">{notes.join(' · ')}</p>}
      {level !== 'bad' || lastError === undefined ? null : <p class="error">{lastError.message}</p>}
    </li>
  );
}

/** Shows the dialers and the connections to them. */
export function Upstreams(): JSX.Element {
  const upstreams = tick.value?.upstreams ?? [];
  return (
    <Section id="upstreams" title="Dialers">
      <ul class="rows">
        {upstreams.map((upstream) => (
          <Upstream key={upstream.name} upstream={upstream} />
        ))}
      </ul>
    </Section>
  );
}
