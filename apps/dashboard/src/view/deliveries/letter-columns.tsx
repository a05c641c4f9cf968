import type { DeadLetter } from '../../api/types.ts';
import { count, nothing } from '../../format/numbers.ts';
import { Moment } from '../moment.tsx';
import { OutcomeLink } from '../outcomes/outcome-link.tsx';
import type { Column } from '../table/table.tsx';

/** How a dead letter is called: by its session, or by its place. */
export function letterName({ position, outcome }: DeadLetter): string {
  return outcome?.sessionIdentifier ?? `position ${count(position)}`;
}

export const letterColumns: readonly Column<DeadLetter>[] = [
  {
    title: 'Session',
    isName: true,
    cell: ({ position, outcome, at }) => (
      <>
        {outcome === undefined ? (
          <>
            Position {count(position)} <span class="faint">not in the journal any more</span>
          </>
        ) : (
          <OutcomeLink outcome={outcome} />
        )}
        <span class="slim faint">
          <Moment at={at} /> {outcome?.telephoneNumber}
        </span>
      </>
    ),
  },
  { title: 'Number', className: 'wide', cell: ({ outcome }) => outcome?.telephoneNumber ?? nothing },
  { title: 'Campaign', className: 'wide', cell: ({ outcome }) => outcome?.campaignName ?? nothing },
  { title: 'Reason', className: 'reason', cell: ({ reason }) => reason },
  { title: 'Attempts', className: 'number wide', cell: ({ attempts }) => count(attempts) },
  { title: 'When', className: 'number wide', cell: ({ at }) => <Moment at={at} /> },
];
