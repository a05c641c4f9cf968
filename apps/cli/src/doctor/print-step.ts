import { styleText } from 'node:util';
import { type Terminal, visibleLine } from '@sdmp/terminal';
import { fill } from '../explain/text.ts';
import { symbolsOf } from '../screen/symbols.ts';
import { type Step, stepNames, type StepState } from './step.ts';

const nameCells = Math.max(...stepNames.map(({ length }) => length));

const styles = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'dim' } as const satisfies Record<
  StepState,
  string
>;

/** Fewest characters that what was found is broken into; on a narrower terminal the terminal breaks it. */
const leastCells = 24;

/**
 * Returns a step as a line for people: a symbol, the step, what was found, and what to do. On a terminal what does not fit continues
 * below its beginning.
 */
export function stepLine({ step, state, found, advice }: Step, terminal: Terminal): string {
  const { success, failure } = symbolsOf(terminal);
  const symbol = { ok: success, warning: '!', failed: failure, skipped: ' ' }[state];
  const style = (text: string): string =>
    terminal.hasColours ? styleText(styles[state], text, { validateStream: false }) : text;
  const words = advice === undefined ? found : `${found}: ${advice}`;
  const indent = ' '.repeat(symbol.length + 1 + nameCells + 2);
  const isBroken = terminal.isInteractive && terminal.columns - indent.length >= leastCells;
  const lines = isBroken
    ? fill(visibleLine(words), terminal.columns, indent).join('\n').slice(indent.length)
    : visibleLine(words);
  return `${style(`${symbol} ${step.padEnd(nameCells)}`)}  ${lines}\n`;
}
