import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { askJson, type Query } from '../../api/ask.ts';
import type { IncidentEntry, IncidentsPage } from '../../api/types.ts';
import { now } from '../../store/store.ts';
import { Loading } from '../loading.tsx';
import { Export } from '../table/export.tsx';
import { useAnswer } from '../use-answer.ts';
import { incidentColumns, IncidentTable } from './incident-table.tsx';

const dayMs = 86_400_000;
/** Rows shown at first, and the most that the bridge gives at a time. */
const fewRows = 100;
const mostRows = 1000;
/** How often the list is read again while it is open. */
const everyMs = 5000;

export interface IncidentListProps {
  readonly days: number;
  /** Kind of part; empty for all. */
  readonly part: string;
  /** Name of the part; empty for all. */
  readonly name: string;
  /** What the list is of, for the name of its file. */
  readonly what: string;
}

/** Reads every page. The bridge limits how many it keeps. */
async function readAll(query: Query): Promise<readonly IncidentEntry[]> {
  const all: IncidentEntry[] = [];
  let cursor: number | null | undefined;
  while (cursor !== null) {
    const page: IncidentsPage = await askJson('/incidents', { query: { ...query, cursor, limit: mostRows } });
    all.push(...page.incidents);
    cursor = page.next;
  }
  return all;
}

/** Lists the incidents of some days. */
export function IncidentList({ days, part, name, what }: IncidentListProps): JSX.Element {
  const limit = useSignal(fewRows);
  const from = useMemo(() => new Date(now.peek() - days * dayMs).toISOString(), [days]);
  const query: Query = {
    from,
    ...(part === '' ? {} : { part }),
    ...(name === '' ? {} : { name }),
  };
  const answered = useAnswer<IncidentsPage>('/incidents', { query: { ...query, limit: limit.value }, everyMs });
  const page = answered.answer.value;
  return (
    <>
      <Loading {...answered} />
      {page === undefined ? null : (
        <>
          <IncidentTable incidents={page.incidents} none="Nothing happened in this time." />
          <p class="buttons">
            {page.next !== null && limit.value < mostRows ? (
              <button
                type="button"
                onClick={() => {
                  limit.value = mostRows;
                }}
              >
                Show more
              </button>
            ) : null}
            {page.next !== null && limit.value >= mostRows ? (
              <span class="faint">The newest {mostRows}; a file has all.</span>
            ) : null}
            <Export what={what} columns={incidentColumns} rows={() => readAll(query)} />
          </p>
        </>
      )}
    </>
  );
}
