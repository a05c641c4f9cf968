import type { JSX } from 'preact';
import type { OutcomeEntry } from '../../api/types.ts';
import { counted, nothing } from '../../format/numbers.ts';
import { found, searchOn } from '../../store/search.ts';
import { Mark } from '../mark.tsx';
import { Moment } from '../moment.tsx';
import { Export } from '../table/export.tsx';
import { type Column, Table } from '../table/table.tsx';
import { OutcomeLink } from './outcome-link.tsx';

/** Returns the result of the call in words. */
function resultOf({ reason, reasonName }: OutcomeEntry): string {
  return reasonName ?? (reason === undefined ? nothing : `Reason ${reason}`);
}

const columns: readonly Column<OutcomeEntry>[] = [
  {
    title: 'Time',
    hasTimes: true,
    className: 'wide',
    cell: ({ time }) => <Moment at={time} asClock />,
    csv: { position: ({ position }) => position, id: ({ id }) => id, time: ({ time }) => time },
  },
  {
    title: 'Session',
    isName: true,
    cell: (outcome) => (
      <>
        <OutcomeLink outcome={outcome} />
        <span class="slim faint">
          <Moment at={outcome.time} asClock /> {outcome.telephoneNumber}
        </span>
      </>
    ),
    csv: { source: ({ source }) => source, sessionIdentifier: ({ sessionIdentifier }) => sessionIdentifier },
  },
  {
    title: 'Number',
    className: 'wide',
    cell: ({ telephoneNumber }) => telephoneNumber ?? nothing,
    csv: { telephoneNumber: ({ telephoneNumber }) => telephoneNumber },
  },
  {
    title: 'Result',
    cell: (outcome) => (
      <span class="state">
        <Mark level={outcome.success ? 'good' : 'unknown'} />
        {resultOf(outcome)}
        <span class="unseen">{outcome.success ? ', a success' : ', a failure'}</span>
      </span>
    ),
    csv: {
      success: ({ success }) => success,
      reason: ({ reason }) => reason,
      reasonName: ({ reasonName }) => reasonName,
    },
  },
  {
    title: 'Campaign',
    className: 'wide',
    cell: ({ campaignName }) => campaignName ?? nothing,
    csv: {
      tenantDescriptor: ({ tenantDescriptor }) => tenantDescriptor,
      campaignName: ({ campaignName }) => campaignName,
    },
  },
  {
    title: 'Agent',
    className: 'wide',
    cell: ({ agentIdentifier }) => agentIdentifier ?? nothing,
    csv: {
      agentIdentifier: ({ agentIdentifier }) => agentIdentifier,
      agentOutcome: ({ agentOutcome }) => agentOutcome,
    },
  },
];

function summary({ outcomes, next, scanned, isBusy }: NonNullable<typeof found.value>): string {
  if (isBusy) return `Searching … ${counted(scanned, 'record', 'records')}`;
  const many = counted(outcomes.length, 'outcome', 'outcomes');
  const searched = `${counted(scanned, 'record', 'records')} searched`;
  if (next !== null) return outcomes.length === 0 ? `Nothing yet, ${searched}.` : `The newest ${many}, ${searched}.`;
  return outcomes.length === 0 ? `Nothing found, ${searched}.` : `${many}, ${searched}.`;
}

/** Shows the found outcomes, the newest first. */
export function Results(): JSX.Element | null {
  const { value } = found;
  if (value === undefined) return null;
  const { outcomes, next, isBusy, problem } = value;
  return (
    <div class="results">
      <p class={problem === '' ? 'note' : 'error'} role="status">
        {problem === '' ? summary(value) : problem}
      </p>
      {outcomes.length === 0 ? null : (
        <Table caption="Outcomes found" columns={columns} rows={outcomes} keyOf={({ position }) => position} />
      )}
      <p class="buttons">
        {next === null ? null : (
          <button type="button" disabled={isBusy} onClick={() => void searchOn()}>
            {outcomes.length === 0 ? 'Search further back' : 'Show older'}
          </button>
        )}
        {outcomes.length === 0 ? null : <Export what="outcomes found" columns={columns} rows={() => outcomes} />}
      </p>
    </div>
  );
}
