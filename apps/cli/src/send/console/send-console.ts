import { createInterface, clearLine, cursorTo, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { callbackify } from 'node:util';
import { decode } from '@sdmp/codec';
import { userAuthenticate } from '@sdmp/protocol';
import { type Terminal, visibleLine } from '@sdmp/terminal';
import { fill } from '../../explain/text.ts';
import { rejectionOf } from '../../rejection-words.ts';
import { complete } from './complete.ts';
import { explainLine, objectionsTo } from './explain-line.ts';

const prompt = 'sdmp> ';

const introduction = [
  'A line is a message without its NUL. Tab completes codes, the arrow keys have what was sent before.',
  "'? EO' explains a code; Ctrl-D or .quit ends.",
];

/**
 * A console for messages: completion and explanations from the catalogue, a history of this session. What comes back is printed above
 * the line that is being typed. Passwords leave the history.
 */
export class SendConsole {
  readonly #terminal: Terminal;
  readonly #screen: Writable;
  readonly #lines: Interface;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#screen = screenOf(terminal);
    this.#lines = createInterface({
      input: terminal.input,
      output: this.#screen,
      terminal: true,
      prompt,
      completer: (line: string) => complete(line) as [string[], string],
    });
    this.#lines.on('SIGINT', () => this.close());
    this.#lines.on('history', (history: string[]) => {
      const secret = history.findIndex((line) => decode(line).code === userAuthenticate.code);
      if (secret >= 0) history.splice(secret, 1);
    });
  }

  #introduce(): void {
    const { columns } = this.#terminal;
    for (const line of introduction.flatMap((each) => fill(each, columns, ''))) this.#print(line);
  }

  /** Yields the messages that are typed, until the end of the input. */
  async *messages(): AsyncGenerator<string> {
    this.#introduce();
    this.#lines.prompt();
    for await (const typed of this.#lines) {
      const line = typed.trim();
      if (line === '.quit') return;
      if (line === '.help') this.#introduce();
      else if (line.startsWith('?'))
        for (const each of explainLine(line.slice(1), this.#terminal.columns)) this.#print(each);
      else if (line !== '') {
        for (const objection of objectionsTo(line)) this.#print(`  (${objection}; sent all the same)`);
        yield line;
      }
      this.#lines.prompt();
    }
  }

  /** Prints a frame that came, an ER with what its number means. */
  received(frame: string): void {
    const message = decode(frame);
    this.#print(frame);
    const rejection = rejectionOf(message);
    if (rejection !== undefined) this.#print(`  (${rejection.words})`);
    this.#lines.prompt(true);
  }

  close(): void {
    this.#lines.close();
  }

  #print(line: string): void {
    cursorTo(this.#screen, 0);
    clearLine(this.#screen, 0);
    this.#screen.write(`${visibleLine(line)}\n`);
  }
}

/** The output as `node:readline` wants it. What it echoes was typed here; what came from outside is made visible before. */
function screenOf(terminal: Terminal): Writable {
  const writeStyled = callbackify((chunk: string | Uint8Array) => terminal.output.writeStyled(chunk));
  const screen = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, _, done) => {
      writeStyled(chunk, done);
    },
  });
  return Object.defineProperty(screen, 'columns', { get: () => terminal.columns });
}

/** Whether a person types: both ends lead to a terminal. */
export function isTypedAt({ input, isInteractive }: Terminal): boolean {
  return isInteractive && 'isTTY' in input && input.isTTY === true;
}
