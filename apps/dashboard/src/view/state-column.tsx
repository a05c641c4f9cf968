import type { Seen } from '../truth/truth.ts';
import { State } from './mark.tsx';
import type { Column } from './table/table.tsx';

/** The column with the state of a part. */
export const stateColumn: Column<Seen<unknown>> = {
  title: 'State',
  cell: ({ state: { level, word } }) => <State level={level} words={word} />,
  csv: {
    level: ({ state }) => state.level,
    state: ({ state }) => state.word,
    reason: ({ state }) => state.reason,
  },
};
