import type { JSX } from 'preact';
import type { IncidentEntry } from '../../api/types.ts';
import { count, nothing } from '../../format/numbers.ts';
import { duration } from '../../format/times.ts';
import { now } from '../../store/store.ts';
import { State } from '../mark.tsx';
import { Moment } from '../moment.tsx';
import { type Column, Table } from '../table/table.tsx';
import { conditionWord, partWord } from './incident-words.ts';

/** Shows how long it lasted: all times together, or since when it lasts. */
function Lasted({
  incident: { endedAt, durationMs, lastAt, level },
}: {
  readonly incident: IncidentEntry;
}): JSX.Element {
  if (endedAt !== undefined) return <>{durationMs === undefined ? nothing : duration(durationMs)}</>;
  // What is well, or was done, is not over at some time.
  if (level === 'good' || level === 'unknown') return <span class="faint">{nothing}</span>;
  return <b>{duration(Math.max(0, now.value - Date.parse(lastAt)))}, still so</b>;
}

export const incidentColumns: readonly Column<IncidentEntry>[] = [
  {
    title: 'When',
    hasTimes: true,
    cell: ({ at, times }) => (
      <>
        <Moment at={at} asClock />
        {times === 1 ? null : <span class="faint"> and {count(times - 1)} more</span>}
      </>
    ),
    csv: { id: ({ id }) => id, at: ({ at }) => at, times: ({ times }) => times, lastAt: ({ lastAt }) => lastAt },
  },
  {
    title: 'Part',
    isName: true,
    cell: ({ part, name }) => (
      <>
        <span class="faint">{partWord(part)}</span> {name}
      </>
    ),
    csv: { part: ({ part }) => part, name: ({ name }) => name },
  },
  {
    title: 'What',
    cell: ({ level, after }) => <State level={level} words={conditionWord(after)} />,
    csv: { before: ({ before }) => before, after: ({ after }) => after, level: ({ level }) => level },
  },
  {
    title: 'Why',
    className: 'wide',
    cell: ({ reason }) => reason ?? <span class="faint">{nothing}</span>,
    csv: { reason: ({ reason }) => reason },
  },
  {
    title: 'Lasted',
    className: 'end',
    cell: (incident) => <Lasted incident={incident} />,
    csv: { endedAt: ({ endedAt }) => endedAt, durationMs: ({ durationMs }) => durationMs },
  },
];

export interface IncidentTableProps {
  readonly incidents: readonly IncidentEntry[];
  /** Said where there are none. */
  readonly none: string;
}

/** Shows what changed for the worse, the newest first. */
export function IncidentTable({ incidents, none }: IncidentTableProps): JSX.Element {
  if (incidents.length === 0) return <p class="note">{none}</p>;
  return (
    <Table
      caption="Incidents"
      className="incidents"
      columns={incidentColumns}
      rows={incidents}
      keyOf={({ id }) => id}
    />
  );
}
