import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const programs = {
  sdmp: fileURLToPath(new URL('../../../apps/cli/bin/sdmp.js', import.meta.url)),
  bridge: fileURLToPath(new URL('../../../apps/bridge/bin/sdmp-bridge.js', import.meta.url)),
};

/** One of the programs, with what it has printed so far. */
export class RunningProgram {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  output = '';
  messages = '';

  constructor(name: keyof typeof programs, words: readonly string[]) {
    this.child = spawn(process.execPath, [programs[name], ...words], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
    });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.messages += text;
    });
  }

  /** Resolves with the match once the output has one. Rejects when the program ends before. */
  printed(form: RegExp): Promise<RegExpExecArray> {
    return this.#appeared(form, 'output');
  }

  /** Resolves with the match once the messages have one. Rejects when the program ends before. */
  said(form: RegExp): Promise<RegExpExecArray> {
    return this.#appeared(form, 'messages');
  }

  async #appeared(form: RegExp, where: 'output' | 'messages'): Promise<RegExpExecArray> {
    const stream = where === 'output' ? this.child.stdout : this.child.stderr;
    for (;;) {
      const match = form.exec(this[where]);
      if (match !== null) return match;
      if (this.child.exitCode !== null) throw new Error(`the program ended: ${this.messages.slice(-2000)}`);
      await Promise.race([once(stream, 'data'), once(this.child, 'exit')]);
    }
  }

  /** Asks it to end in order, and resolves when it has. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'close');
  }
}

/** Runs a command to its end; its output. Rejects when it fails. */
export async function runCommand(words: readonly string[]): Promise<Buffer> {
  const child = spawn(process.execPath, [programs.sdmp, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  let messages = '';
  child.stdout.on('data', (piece: Buffer) => output.push(piece));
  child.stderr.on('data', (piece: Buffer) => {
    messages += piece.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`sdmp ${words.join(' ')}: ${messages}`);
  return Buffer.concat(output);
}
