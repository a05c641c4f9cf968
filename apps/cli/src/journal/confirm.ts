import { createInterface } from 'node:readline';
import { say, type Terminal } from '@sdmp/terminal';

/** Asks a person; true when the answer is `yes`. */
export async function confirm(question: string, terminal: Terminal): Promise<boolean> {
  say(terminal, `${question} Type yes to go on:`);
  const lines = createInterface({ input: terminal.input, signal: terminal.interrupted });
  try {
    for await (const line of lines) return line.trim().toLowerCase() === 'yes';
    return false;
  } finally {
    lines.close();
  }
}
