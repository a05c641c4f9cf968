import type { JSX } from 'preact';
import type { UpstreamEntry } from '../api/types.ts';
import type { CsvFields } from '../format/csv.ts';
import { counted, rate } from '../format/numbers.ts';
import { truth } from '../store/store.ts';
import type { Seen } from '../truth/truth.ts';
import { State } from './mark.tsx';
import { Moment } from './moment.tsx';
import { PartLink } from './parts/part-link.tsx';
import { Section } from './section.tsx';
import { stateColumn } from './state-column.tsx';
import { Export } from './table/export.tsx';

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
        <h3>
          <PartLink kind="dialer" of={name}>
            {name}
          </PartLink>
        </h3>
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

/** Dialers are no table on the page, and are one in a file. */
const exported: readonly { readonly csv: CsvFields<Seen<UpstreamEntry>> }[] = [
  {
    csv: {
      name: ({ part }) => part.name,
      host: ({ part }) => part.host,
      port: ({ part }) => part.port,
      ...stateColumn.csv,
      awaySince: ({ part }) => part.awaySince,
      outcomes: ({ part }) => part.outcomes,
      ratePerSecond: ({ part }) => part.ratePerSecond,
      reconnects: ({ part }) => part.reconnects,
      gaps: ({ part }) => part.gaps,
      duplicatesDropped: ({ part }) => part.duplicatesDropped,
      lastOutcomeAt: ({ part }) => part.lastOutcomeAt,
    },
  },
];

/** Shows the dialers and the connections to them. */
export function Upstreams(): JSX.Element {
  return (
    <Section
      id="upstreams"
      title="Dialers"
      isLive
      tools={<Export what="dialers" columns={exported} rows={() => truth.peek().dialers} />}
    >
      <ul class="rows">
        {truth.value.dialers.map((seen) => (
          <Upstream key={seen.part.name} seen={seen} />
        ))}
      </ul>
    </Section>
  );
}
