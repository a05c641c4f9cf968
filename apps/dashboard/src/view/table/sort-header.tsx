import type { JSX } from 'preact';

/** How a table stands to one of its columns. */
export interface Sorting {
  /** undefined: it is sorted by something else. */
  readonly sorted: 'ascending' | 'descending' | undefined;
  readonly onSort: () => void;
}

export interface SortHeaderProps extends Sorting {
  readonly title: string;
  readonly className: string | undefined;
}

/** A head of a column that sorts by it; once more turns the order around. */
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
