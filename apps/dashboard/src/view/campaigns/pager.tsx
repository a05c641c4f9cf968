import type { JSX } from 'preact';
import { count } from '../../format/numbers.ts';
import type { Arranged } from '../../store/arrange-campaigns.ts';

export interface PagerProps {
  readonly arranged: Arranged;
  readonly onPage: (page: number) => void;
}

/** Shows buttons for the pages of a long table. */
export function Pager({ arranged: { rows, first, matching, page, pages }, onPage }: PagerProps): JSX.Element | null {
  if (pages === 1) return null;
  return (
    <nav class="pager" aria-label="Pages of campaigns">
      <button type="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </button>
      <span>
        {count(first + 1)} to {count(first + rows.length)} of {count(matching)}
      </span>
      <button type="button" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        Next
      </button>
    </nav>
  );
}
