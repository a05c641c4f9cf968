import type { JSX } from 'preact';
import type { DeadLetter } from '../../api/types.ts';
import { count, nothing } from '../../format/numbers.ts';
import { Moment } from '../moment.tsx';
import { OutcomeLink } from '../outcomes/outcome-link.tsx';
import type { Column } from '../table/table.tsx';

/** Returns a name for a dead letter: its session, or its position. */
export function letterName({ position, outcome }: DeadLetter): string {
  return outcome?.sessionIdentifier ?? `position ${count(position)}`;
}

/** Shows why an outcome was refused: a line, the whole as a tooltip. */
function Why({ reason, answer }: Pick<DeadLetter, 'reason' | 'answer'>): JSX.Element {
  const whole = answer === undefined ? reason : `${reason}: ${answer}`;
  return (
    <span class="clip" title={whole}>
      {whole}
    </span>
  );
}

export const letterColumns: readonly Column<DeadLetter>[] = [
  {
    title: 'Session',
    isName: true,
    cell: ({ position, outcome, at }) => (
      <>
        {outcome === undefined ? (
          <>
            Position {count(position)} <span class="faint">no longer in the journal</span>
          </>
        ) : (
          <OutcomeLink outcome={outcome} />
        )}
        <span class="slim faint">
          <Moment at={at} /> {outcome?.telephoneNumber}
        </span>
      </>
    ),
    csv: {
      position: ({ position }) => position,
      id: ({ outcome }) => outcome?.id,
      sessionIdentifier: ({ outcome }) => outcome?.sessionIdentifier,
    },
  },
  {
    title: 'Number',
    className: 'wide',
    cell: ({ outcome }) => outcome?.telephoneNumber ?? nothing,
    csv: { telephoneNumber: ({ outcome }) => outcome?.telephoneNumber },
  },
  {
    title: 'Campaign',
    className: 'wide',
    cell: ({ outcome }) => outcome?.campaignName ?? nothing,
    csv: {
      tenantDescriptor: ({ outcome }) => outcome?.tenantDescriptor,
      campaignName: ({ outcome }) => outcome?.campaignName,
    },
  },
  {
    title: 'Reason',
    className: 'reason',
    cell: ({ reason, answer }) => <Why reason={reason} answer={answer} />,
    csv: { cause: ({ cause }) => cause, reason: ({ reason }) => reason, answer: ({ answer }) => answer },
  },
  {
    title: 'Attempts',
    className: 'number wide',
    cell: ({ attempts }) => count(attempts),
    csv: { attempts: ({ attempts }) => attempts },
  },
  { title: 'When', className: 'number wide', cell: ({ at }) => <Moment at={at} />, csv: { at: ({ at }) => at } },
];
