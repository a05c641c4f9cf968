import { useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { askJson } from '../../api/ask.ts';
import type { IncidentsPage } from '../../api/types.ts';
import { goTo } from '../../store/place.ts';
import { me } from '../../store/session.ts';
import { incidentsRevision, now } from '../../store/store.ts';
import { Section } from '../section.tsx';
import { IncidentTable } from './incident-table.tsx';

const dayMs = 86_400_000;
const rows = 5;

/** Shows the latest incidents of the last 24 hours. */
export function Incidents(): JSX.Element {
  const page = useSignal<IncidentsPage | undefined>(undefined);
  useSignalEffect(() => {
    // What is new is told by each tick; without permissions nothing can be asked.
    void incidentsRevision.value;
    if (me.value === undefined) return;
    const stopping = new AbortController();
    const query = { limit: rows, from: new Date(now.peek() - dayMs).toISOString() };
    askJson<IncidentsPage>('/incidents', { query, signal: stopping.signal })
      .then((read) => {
        page.value = read;
      })
      // The connection says why; the next tick asks again.
      .catch(() => undefined);
    return () => stopping.abort();
  });
  return (
    <Section
      id="incidents"
      title="What happened in the last 24 hours"
      isLive
      tools={
        <button type="button" aria-haspopup="dialog" onClick={() => goTo({ incidents: 'all' })}>
          All incidents
        </button>
      }
    >
      {page.value === undefined ? null : (
        <IncidentTable incidents={page.value.incidents} none="Nothing has changed for the worse." />
      )}
    </Section>
  );
}
