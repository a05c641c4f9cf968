import { styleText } from 'node:util';
import { countStates, isFault, type Result, type ResultState } from './result.ts';

const symbols: Readonly<Record<ResultState, readonly [string, 'green' | 'red' | 'yellow' | 'dim']>> = {
  passed: ['✓', 'green'],
  failed: ['✗', 'red'],
  declared: ['−', 'yellow'],
  stale: ['✗', 'red'],
  'not checked': ['·', 'dim'],
  'not visible': ['·', 'dim'],
};

const idWidth = 22;

export interface TextOptions {
  readonly hasColours: boolean;
  /** Whether frames are shown of every check; otherwise of faults alone. */
  readonly showsFrames: boolean;
}

/** Returns a result as lines for people. */
export function resultText(result: Result, { hasColours, showsFrames }: TextOptions): string {
  const [symbol, colour] = symbols[result.state];
  const mark = hasColours ? styleText(colour, symbol, { validateStream: false }) : symbol;
  const state = result.state === 'passed' || result.state === 'failed' ? '' : `${result.state}: `;
  const why = result.why === undefined ? '' : `\n    ${state}${result.why}`;
  const lines = showsFrames || isFault(result) ? frameLines(result) : '';
  return `${mark} ${result.id.padEnd(idWidth)} ${result.basis}  ${result.title}${why}\n${lines}`;
}

function frameLines({ exchanged }: Result): string {
  return exchanged
    .map(({ atMs, connection, sent, frame }) => {
      return `    ${String(atMs).padStart(6)} ms  #${connection} ${sent ? '→' : '←'} ${frame}\n`;
    })
    .join('');
}

/** Returns the last line for people. What cannot be seen from outside is counted alone: it would bury the rest. */
export function summaryText(results: readonly Result[]): string {
  const { 'not visible': notVisible, ...counts } = countStates(results);
  const words = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
  const unseen = notVisible === 0 ? '' : `; ${notVisible} not visible from outside (--list says why)`;
  return `${words.join(', ')}${unseen}\n`;
}

/** Returns the results as JUnit XML, with frames in the output of each. */
export function junitXml(results: readonly Result[], name: string): string {
  const { failed, stale, declared, 'not checked': notChecked, 'not visible': notVisible } = countStates(results);
  const seconds = results.reduce((sum, { tookMs }) => sum + tookMs, 0) / 1000;
  const head = `<testsuite name="${escaped(name)}" tests="${results.length}" failures="${failed + stale}" errors="0" skipped="${declared + notChecked + notVisible}" time="${seconds.toFixed(3)}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${results.map(testCase).join('')}</testsuite>\n`;
}

function testCase(result: Result): string {
  const { id, requirement, basis, statement, title, tookMs, why = '' } = result;
  const properties = `<properties><property name="requirement" value="${requirement}"/><property name="basis" value="${basis}"/><property name="statement" value="${escaped(statement)}"/></properties>`;
  const skipped = `<skipped message="${escaped(`${result.state}: ${why}`)}"/>`;
  const failure = `<failure message="${escaped(why)}" type="${result.state}"/>`;
  const came = result.state === 'passed' ? '' : isFault(result) ? failure : skipped;
  const frames = frameLines(result);
  const output = frames === '' ? '' : `<system-out>${escaped(frames)}</system-out>`;
  const attributes = `classname="${requirement}" name="${escaped(`${id}: ${title}`)}" time="${(tookMs / 1000).toFixed(3)}"`;
  return `  <testcase ${attributes}>${properties}${came}${output}</testcase>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no way to write other control characters than tab and the ends of lines. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
