import type { Outcome } from '@sdmp/outcomes';
import type { Symbols } from '../../screen/symbols.ts';
import type { OutcomeWords } from './outcome-words.ts';

/** What a cell is made from. */
export interface Row {
  readonly outcome: Outcome;
  /** Local time of day. */
  readonly time: string;
  readonly symbols: Symbols;
  readonly words: OutcomeWords;
}

export interface OutcomeColumn {
  readonly title: string;
  /** Fewest cells with which the column is worth its place. */
  readonly least: number;
  /** Cells that its usual values take. */
  readonly usual: number;
  /** Undefined: the outcome has none. */
  readonly read: (row: Row) => string | undefined;
  /** Whether values that do not fit keep their end, because they differ there. */
  readonly keepsEnd?: true;
  /** Whether it shows success or failure, by colour too. */
  readonly isVerdict?: true;
}

function dispositionOf({ outcome, words }: Row): string | undefined {
  const parts = [outcome.dontDial ? 'declined' : undefined, ...words(outcome)].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Every column, from left to right; on a narrow terminal those on the right are left out first. */
export const outcomeColumns: readonly OutcomeColumn[] = [
  {
    title: '',
    least: 1,
    usual: 1,
    isVerdict: true,
    read: ({ outcome, symbols }) => (outcome.success ? symbols.success : symbols.failure),
  },
  { title: 'time', least: 8, usual: 8, read: ({ time }) => time },
  {
    title: 'result',
    least: 12,
    usual: 24,
    isVerdict: true,
    read: ({ outcome: { reason, reasonName } }) =>
      reason === undefined ? undefined : `${reason} ${reasonName ?? ''}`.trimEnd(),
  },
  { title: 'campaign', least: 8, usual: 18, read: ({ outcome }) => outcome.campaignName },
  { title: 'session', least: 12, usual: 24, keepsEnd: true, read: ({ outcome }) => outcome.sessionIdentifier },
  { title: 'agent', least: 6, usual: 14, read: ({ outcome }) => outcome.agentIdentifier },
  { title: 'telephone', least: 11, usual: 15, keepsEnd: true, read: ({ outcome }) => outcome.telephoneNumber },
  { title: 'disposition', least: 8, usual: 28, read: dispositionOf },
];
