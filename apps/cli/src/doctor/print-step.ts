import { styleText } from 'node:util';
import { type Terminal, visibleLine } from '@sdmp/terminal';
import { symbolsOf } from '../screen/symbols.ts';
import { type Step, stepNames, type StepState } from './step.ts';

const nameCells = Math.max(...stepNames.map(({ length }) => length));

const styles = { ok: 'green', warning: 'yellow', failed: 'red', skipped: 'dim' } as const satisfies Record<
  StepState,
  string
>;

/** Returns a step as a line for people: a symbol, the step, what was found, and what to do. */
export function stepLine({ step, state, found, advice }: Step, terminal: Terminal): string {
  const { success, failure } = symbolsOf(terminal);
  const symbol = { ok: success, warning: '!', failed: failure, skipped: ' ' }[state];
  const style = (text: string): string =>
    terminal.hasColours ? styleText(styles[state], text, { validateStream: false }) : text;
  const words = advice === undefined ? found : `${found}: ${advice}`;
  return `${style(`${symbol} ${step.padEnd(nameCells)}`)}  ${visibleLine(words)}\n`;
}
