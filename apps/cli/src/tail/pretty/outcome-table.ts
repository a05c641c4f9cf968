import { styleText } from 'node:util';
import type { Outcome } from '@sdmp/outcomes';
import { type Terminal, visibleLine } from '@sdmp/terminal';
import { chooseWidths, columnGap, type PlacedColumn } from '../../screen/choose-widths.ts';
import { cutText, fitEnd, fitText } from '../../screen/fit-text.ts';
import { type LocalClock, localClock } from '../../screen/local-clock.ts';
import { type Symbols, symbolsOf } from '../../screen/symbols.ts';
import type { WordsOfRules } from '../words-of-rules.ts';
import { type OutcomeColumn, outcomeColumns } from './outcome-columns.ts';
import { type OutcomeWords, outcomeWords } from './outcome-words.ts';

type Style = 'dim' | 'green' | 'yellow';

/** Verdict, time and result are there on the narrowest terminal. */
const alwaysShown = 3;

/** How a table of outcomes reads. */
export interface OutcomeTableOptions {
  /** Default: the zone of this machine. */
  readonly clock?: LocalClock;
  /** Default: the vendor's names. */
  readonly words?: WordsOfRules | undefined;
}

/**
 * Outcomes for people: a line of the terminal's width each, columns below headings, local time. The day and the zone stand in a line
 * of their own, at the beginning and where they change; headings come again when the width has changed.
 */
export class OutcomeTable {
  readonly #terminal: Pick<Terminal, 'columns' | 'hasColours' | 'environment'>;
  readonly #clock: LocalClock;
  readonly #symbols: Symbols;
  readonly #words: OutcomeWords;
  #placed: readonly PlacedColumn<OutcomeColumn>[] = [];
  #width = 0;
  #day = '';

  constructor(
    terminal: Pick<Terminal, 'columns' | 'hasColours' | 'environment'>,
    { clock = localClock(), words }: OutcomeTableOptions = {},
  ) {
    this.#terminal = terminal;
    this.#clock = clock;
    this.#words = outcomeWords(words);
    this.#symbols = symbolsOf(terminal);
  }

  /** Returns an outcome with the end of its line, behind headings where they are due. */
  line(outcome: Outcome): string {
    const { date, time, offset } = this.#clock.at(outcome.time);
    const { columns } = this.#terminal;
    let lines = '';
    const day = `${date}, ${this.#clock.zone} (${offset})`;
    if (day !== this.#day) {
      this.#day = day;
      lines += `${this.#styled('dim', cutText(visibleLine(day), columns, this.#symbols.ellipsis))}\n`;
      this.#width = 0;
    }
    if (columns !== this.#width) {
      this.#width = columns;
      this.#placed = chooseWidths(outcomeColumns, columns, alwaysShown);
      lines += `${this.#styled('dim', this.#cells(({ title }) => title).trimEnd())}\n`;
    }
    const row = { outcome, time, symbols: this.#symbols, words: this.#words };
    const verdict = outcome.success ? 'green' : 'yellow';
    const cells = this.#cells(
      ({ read }) => visibleLine(read(row) ?? '-'),
      ({ isVerdict }, text) => (isVerdict === true ? this.#styled(verdict, text) : text),
    );
    return `${lines}${cells.trimEnd()}\n`;
  }

  #cells(
    read: (column: OutcomeColumn) => string,
    style: (column: OutcomeColumn, text: string) => string = (_, text) => text,
  ): string {
    return this.#placed
      .map(({ column, cells }) => {
        const fit = column.keepsEnd === true ? fitEnd : fitText;
        return style(column, fit(read(column), cells, this.#symbols.ellipsis));
      })
      .join(' '.repeat(columnGap));
  }

  #styled(style: Style, text: string): string {
    return this.#terminal.hasColours ? styleText(style, text, { validateStream: false }) : text;
  }
}
