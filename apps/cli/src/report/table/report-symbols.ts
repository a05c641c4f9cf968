import type { Terminal } from '@sdmp/terminal';
import { symbolsOf } from '../../screen/symbols.ts';

/** Characters of reports, each one cell wide. */
export interface ReportSymbols {
  readonly none: string;
  readonly up: string;
  readonly down: string;
  readonly minus: string;
  readonly ellipsis: string;
  /** From low to high. */
  readonly levels: readonly string[];
  /** From pale to dark; the first stands for nothing at all. */
  readonly shades: readonly string[];
}

const unicode: ReportSymbols = {
  none: '–',
  up: '▲',
  down: '▼',
  minus: '−',
  ellipsis: '…',
  levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  shades: [' ', '·', '░', '▒', '▓', '█'],
};

const ascii: ReportSymbols = {
  none: '-',
  up: '^',
  down: 'v',
  minus: '-',
  ellipsis: '~',
  levels: ['_', '.', ':', '-', '=', '+', '*', '#'],
  shades: [' ', '.', ':', '+', '*', '#'],
};

/** Returns the symbols that the locale can show. */
export function reportSymbols(terminal: Pick<Terminal, 'environment'>): ReportSymbols {
  return symbolsOf(terminal).ellipsis === ascii.ellipsis ? ascii : unicode;
}
