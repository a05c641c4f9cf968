import type { JSX } from 'preact';

/** Sorting of a column. */
export interface Sorting {
  /** undefined if the table is sorted by another column. */
  readonly sorted: 'ascending' | 'descending' | undefined;
  readonly onSort: () => void;
}

export interface SortHeaderProps extends Sorting {
  readonly title: string;
  readonly className: string | undefined;
}

/** Shows the head of a sortable column; a second press reverses the order. */
export function SortHeader({ title, className, sorted, onSort }: SortHeaderProps): JSX.Element {
  return (
    <th scope="col" class={className} aria-sort={sorted ?? 'none'}>
      <button type="button" class="sort" onClick={onSort}>
        {title}
        <svg viewBox="0 0 8 8" aria-hidden="true">
          <path d={sorted === 'ascending' ? 'M1 6 4 2l3 4Z' : 'M1 2l3 4 3-4Z'} />
        </svg>
      </button>
    </th>
  );
}
