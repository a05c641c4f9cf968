import type { JSX } from 'preact';
import type { UpstreamEntry } from '../api/types.ts';
import { counted, rate } from '../format/numbers.ts';
import { truth } from '../store/store.ts';
import type { Seen } from '../truth/truth.ts';
import { State } from './mark.tsx';
import { Moment } from './moment.tsx';
import { Section } from './section.tsx';

function Upstream({ seen: { part, state } }: { readonly seen: Seen<UpstreamEntry> }): JSX.Element {
  const { name, host, port, outcomes, ratePerSecond, lastOutcomeAt } = part;
  const { reconnects, gaps, duplicatesDropped } = part;
  const notes = [
    ...(reconnects === 0 ? [] : [counted(reconnects, 'reconnect', 'reconnects')]),
    ...(gaps === 0 ? [] : [counted(gaps, 'gap', 'gaps')]),
    ...(duplicatesDropped === 0 ? [] : [`${counted(duplicatesDropped, 'duplicate', 'duplicates')} dropped`]),
  ];
  return (
    <li class="upstream">
      <div class="line">
        <h3>{name}</h3>
        <State level={state.level} words={state.word} />
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
      {state.reason === undefined ? null : <p class="error">{state.reason}</p>}
    </li>
  );
}

/** Shows the dialers and the connections to them. */
export function Upstreams(): JSX.Element {
  return (
    <Section id="upstreams" title="Dialers" isLive>
      <ul class="rows">
        {truth.value.dialers.map((seen) => (
          <Upstream key={seen.part.name} seen={seen} />
        ))}
      </ul>
    </Section>
  );
}
