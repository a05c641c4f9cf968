import type { JSX } from 'preact';
import type { DeadLetterGroup } from '../../api/types.ts';
import { count } from '../../format/numbers.ts';
import { may } from '../../store/permissions.ts';
import { Moment } from '../moment.tsx';
import { Export } from '../table/export.tsx';
import { type Column, Table } from '../table/table.tsx';

export interface LetterGroupsProps {
  readonly sink: string;
  readonly groups: readonly DeadLetterGroup[];
  /** The cause whose letters are shown; undefined for all. */
  readonly shown: string | undefined;
  readonly isBusy: boolean;
  readonly onShow: (cause: string | undefined) => void;
  readonly onReplay: (group: DeadLetterGroup) => void;
  readonly onDiscard: (group: DeadLetterGroup) => void;
}

/** Shows the dead letters of a sink by their cause, with buttons for each group. */
export function LetterGroups(props: LetterGroupsProps): JSX.Element {
  const { sink, groups, shown, isBusy, onShow, onReplay, onDiscard } = props;
  const columns: readonly Column<DeadLetterGroup>[] = [
    {
      title: 'Why',
      isName: true,
      className: 'why',
      cell: ({ cause }) => (
        <button
          type="button"
          class="quiet"
          aria-pressed={cause === shown}
          onClick={() => onShow(cause === shown ? undefined : cause)}
        >
          {cause}
        </button>
      ),
      csv: { cause: ({ cause }) => cause },
    },
    {
      title: 'Outcomes',
      className: 'number',
      cell: ({ letters }) => count(letters),
      csv: { letters: ({ letters }) => letters },
    },
    {
      title: 'Last',
      className: 'number wide',
      cell: ({ newestAt }) => <Moment at={newestAt} />,
      csv: { oldestAt: ({ oldestAt }) => oldestAt, newestAt: ({ newestAt }) => newestAt },
    },
  ];
  const action: Column<DeadLetterGroup> = {
    title: 'Action',
    isTitleUnseen: true,
    className: 'end actions',
    cell: (group) => (
      <>
        <button
          type="button"
          disabled={isBusy}
          aria-label={`Replay group: ${group.cause}`}
          onClick={() => onReplay(group)}
        >
          Replay
        </button>
        <button
          type="button"
          disabled={isBusy}
          aria-label={`Discard group: ${group.cause}`}
          aria-haspopup="dialog"
          onClick={() => onDiscard(group)}
        >
          Discard
        </button>
      </>
    ),
    csv: {},
  };
  return (
    <>
      <Table
        caption="Dead letters by cause"
        className="letter-groups"
        columns={may('admin') ? [...columns, action] : columns}
        rows={groups}
        keyOf={({ cause }) => cause}
      />
      <p class="buttons">
        <Export what={`causes of dead letters of ${sink}`} columns={columns} rows={() => groups} />
      </p>
    </>
  );
}
