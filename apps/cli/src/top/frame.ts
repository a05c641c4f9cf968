import { styleText } from 'node:util';
import { type Terminal, visibleLine } from '@sdmp/terminal';
import { chooseWidths, columnGap } from '../screen/choose-widths.ts';
import { cutText, fitText, textWidth } from '../screen/fit-text.ts';
import { type Symbols, symbolsOf } from '../screen/symbols.ts';
import { type Tone, tones, type View, type ViewColumn, type ViewRow, type ViewSection } from './view.ts';

export const sortings = ['state', 'name', 'rate', 'backlog'] as const;
export type Sorting = (typeof sortings)[number];

const orders: Readonly<Record<Sorting, (left: ViewRow, right: ViewRow) => number>> = {
  state: (left, right) => tones.indexOf(left.tone) - tones.indexOf(right.tone),
  name: () => 0,
  rate: (left, right) => right.rate - left.rate,
  backlog: (left, right) => right.backlog - left.backlog,
};

export interface Shown {
  readonly view: View;
  /** Why the view is not the present; undefined while it is. */
  readonly stale: string | undefined;
  /** Local time of the view. */
  readonly time: string;
  readonly sorting: Sorting;
}

type Style = 'red' | 'yellow' | 'green' | 'dim' | 'bold' | 'inverse';
const styles = { bad: 'red', warning: 'yellow', good: 'green', quiet: 'dim' } as const satisfies Record<Tone, Style>;

const symbolColumn: ViewColumn = { title: '', least: 1, usual: 1 };
/** The symbol and the name stay on the narrowest screen. */
const alwaysShown = 2;

/** The lines of a frame: those at the top that stay, and those below that can be scrolled through. */
export interface FrameParts {
  readonly head: readonly string[];
  readonly body: readonly string[];
}

/** Writes views as lines of a terminal's width. Symbols and words say what colours say. */
export class FrameWriter {
  readonly #terminal: Pick<Terminal, 'columns' | 'hasColours' | 'environment'>;
  readonly #symbols: Symbols;

  constructor(terminal: Pick<Terminal, 'columns' | 'hasColours' | 'environment'>) {
    this.#terminal = terminal;
    this.#symbols = symbolsOf(terminal);
  }

  parts({ view, stale, time, sorting }: Shown): FrameParts {
    const isStale = stale !== undefined;
    const tone = isStale ? 'bad' : view.tone;
    const state = isStale ? `STALE: ${stale}; what is shown is of ${time}` : view.state;
    const nameCells = Math.max(0, ...view.facts.map(([name]) => name.length));
    return {
      head: [
        this.#ends(`sdmp top  ${view.title}`, time, 'bold'),
        this.styled(styles[tone], this.#cut(`${this.#symbolOf(tone)} ${state}`)),
        ...view.facts.map(([name, value]) =>
          this.#muted(isStale, this.#cut(`  ${name.padEnd(nameCells)}  ${visibleLine(value)}`)),
        ),
      ],
      body: view.sections.flatMap((section) => this.#section(section, sorting, isStale)),
    };
  }

  /** Returns a line whose ends stand at the edges of the screen. */
  #ends(left: string, right: string, style: Style): string {
    const { columns } = this.#terminal;
    const room = columns - textWidth(right) - columnGap;
    return this.styled(style, room < 1 ? this.#cut(left) : `${this.#fit(visibleLine(left), room)}  ${right}`);
  }

  /** Returns the last line of the screen. */
  footer(text: string): string {
    return this.styled('inverse', this.#fit(text, this.#terminal.columns));
  }

  styled(style: Style, text: string): string {
    return this.#terminal.hasColours ? styleText(style, text, { validateStream: false }) : text;
  }

  #section({ title, columns, rows, note }: ViewSection, sorting: Sorting, isStale: boolean): readonly string[] {
    const placed = chooseWidths([symbolColumn, ...columns], this.#terminal.columns, alwaysShown);
    const line = (texts: readonly string[]): string =>
      placed
        .map(({ column, cells }, index) => this.#cell(visibleLine(texts[index] ?? ''), cells, column.align))
        .join(' '.repeat(columnGap))
        .trimEnd();
    const sorted = rows.toSorted(
      (left, right) => orders[sorting](left, right) || left.name.localeCompare(right.name, 'en'),
    );
    return [
      '',
      this.styled('bold', this.#cut(`${title} (${rows.length})`)),
      ...(rows.length === 0 ? [] : [this.styled('dim', line(['', ...columns.map((column) => column.title)]))]),
      ...sorted.map(({ tone, cells }) => {
        if (isStale) return this.#muted(true, line(['?', ...cells]));
        const text = line([this.#symbolOf(tone), ...cells]);
        return tone === 'good'
          ? this.styled('green', text.slice(0, 1)) + text.slice(1)
          : this.styled(styles[tone], text);
      }),
      ...(note === undefined ? [] : [this.styled('dim', this.#cut(note))]),
    ];
  }

  #cell(text: string, cells: number, align: 'right' | undefined): string {
    if (align !== 'right') return this.#fit(text, cells);
    const short = cutText(text, cells, this.#symbols.ellipsis);
    return ' '.repeat(Math.max(0, cells - textWidth(short))) + short;
  }

  #symbolOf(tone: Tone): string {
    const { success, failure } = this.#symbols;
    return { bad: failure, warning: '!', good: success, quiet: ' ' }[tone];
  }

  #muted(isStale: boolean, text: string): string {
    return isStale ? this.styled('dim', text) : text;
  }

  #cut(text: string): string {
    return cutText(visibleLine(text), this.#terminal.columns, this.#symbols.ellipsis);
  }

  #fit(text: string, cells: number): string {
    return fitText(text, cells, this.#symbols.ellipsis);
  }
}
