import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { formatEndpoint, Output, say, type Terminal } from '@sdmp/terminal';
import type { Command } from 'commander';
import { CaptureLines } from '../capture/capture-lines.ts';
import type { CommandContext } from '../command-module.ts';
import { chooseTarget } from '../contexts/choose-target.ts';
import { countOf } from '@sdmp/events';
import { parseDuration } from '../parse/arguments.ts';
import { addLinkOptions, chosenLink, type LinkOptions } from '../proxy/link-options.ts';
import { runProxy } from '../proxy/proxy.ts';
import { timeLimited } from '../time-limit.ts';

interface CaptureCommandOptions extends LinkOptions {
  readonly output?: string;
  readonly mask?: true;
  readonly for?: number;
}

const help = String.raw`
Stands between an application and a dialer as 'sdmp proxy' does, and writes what passes, a JSON object a line: first
{"capture":1,"startedAt","encoding","target","masked"}, then {"ms","connection"} with "event" (opened, closed), or with "to" (target,
client) and "frame", a message without its NUL, "bytes" (outcomes in runs, base64) or "omitted" (how much was left out).
Passwords are always replaced; everything else is as it passed unless --mask is given. Keep the file as you keep the data in it.

Examples:
  sdmp capture dialer.example:6502 --listen 127.0.0.1:7502 --output monday.jsonl
  sdmp capture 127.0.0.1 --unicode --mask --for 1m > frames.jsonl
  sdmp capture dialer.example:6503 --tls --ca-file ca.pem --output monday.jsonl`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addLinkOptions(command)
    .option(
      '--output <file>',
      'file to write, readable by its owner only; it must not exist (default: standard output)',
    )
    .option('--mask', 'replace telephone numbers, data and unknown parameters')
    .option('--for <duration>', 'end after that time, such as 10s', parseDuration)
    .addHelpText('after', help)
    .action(async (word: string | undefined, given: CaptureCommandOptions) => {
      const { address, options } = await chooseTarget(word, given, terminal);
      finish((await capture(address, options, terminal)) ? 0 : 1);
    });
}

/** Returns whether everything that passed was captured. */
async function capture(address: string, options: CaptureCommandOptions, terminal: Terminal): Promise<boolean> {
  const { output: file, mask = false } = options;
  const link = chosenLink(address, options, terminal);
  const { target, encoding } = link;
  const stream = file === undefined ? undefined : createWriteStream(file, { flags: 'wx', mode: 0o600 });
  if (stream !== undefined) await once(stream, 'open');
  const output = stream === undefined ? terminal.output : new Output(stream);
  const lines = new CaptureLines({ encoding, target: formatEndpoint(target), mask }, output);
  const signal = timeLimited(terminal.interrupted, options.for);
  // Standard output is the capture, so that the address goes to the messages.
  const announce = (line: string): Promise<void> => terminal.messages.write(`${line}\n`);
  try {
    await runProxy({ ...link, seed: 1, watcher: lines, announce, signal }, { ...terminal, output });
  } finally {
    await output.flush();
    stream?.end();
    if (stream !== undefined) await finished(stream);
  }
  const lost = lines.lost === 0 ? '' : `; ${countOf(lines.lost, 'line')} NOT CAPTURED, because the output was slow`;
  say(terminal, `${countOf(lines.frames, 'frame')} captured${lost}`);
  return lines.lost === 0;
}
