import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { count } from '../../format/numbers.ts';

export interface ShowAllProps {
  /** Whether all rows are shown. */
  readonly shows: Signal<boolean>;
  /** Number of all rows, and of those shown at first. */
  readonly all: number;
  readonly few: number;
}

/** Shows a button for the further rows of a table, if there are any. */
export function ShowAll({ shows, all, few }: ShowAllProps): JSX.Element | null {
  if (all <= few) return null;
  return (
    <p class="buttons">
      <button
        type="button"
        aria-expanded={shows.value}
        onClick={() => {
          shows.value = !shows.value;
        }}
      >
        {shows.value ? 'Show fewer' : `Show all ${count(all)}`}
      </button>
    </p>
  );
}
