import { type WireEncoding, encodeText, streamDecoder } from '@sdmp/codec';
import { type ExitCode, type Terminal, say } from '@sdmp/terminal';
import type { Command } from 'commander';
import { type EncodingOptions, addEncodingOptions, chosenEncoding } from '../encoding-option.ts';
import { InvalidLineError, parseFrameLine } from '../frames/parse-frame-line.ts';
import { readInput } from '../input.ts';
import { countOf } from '@sdmp/events';
import { Progress } from '../screen/progress.ts';
import { LineSplitter, type NumberedLine } from '../lines.ts';
import type { CommandContext } from '../command-module.ts';

const help = String.raw`
Reads what decode writes and gives the same bytes. By hand, "code" and "params" are enough; NUL ends each frame unless
"terminator" says otherwise, and "raw" wins over everything else. A line that cannot be used is named on standard error.

Examples:
  sdmp decode capture.bin | sdmp encode | cmp - capture.bin
  echo '{"code":"EE","params":[["TX","EOSales1"]]}' | sdmp encode
  sdmp encode requests.jsonl --unicode | nc 127.0.0.1 6500`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addEncodingOptions(command.argument('[file]', "file to read; '-' or none: standard input"))
    .addHelpText('after', help)
    .action(async (file: string | undefined, options: EncodingOptions) => {
      finish(await encodeInput(file, chosenEncoding(options), terminal));
    });
}

/** A line that decode writes for a frame of 1 MiB is six times as long at worst. */
const maxLineLength = 16 * 1024 * 1024;

async function encodeInput(file: string | undefined, encoding: WireEncoding, terminal: Terminal): Promise<ExitCode> {
  const splitter = new LineSplitter(maxLineLength);
  let exitCode: ExitCode = 0;
  using progress = new Progress(terminal, 'encoding');
  const write = async (lines: readonly NumberedLine[]): Promise<void> => {
    const frames: Uint8Array[] = [];
    const newest = lines.at(-1);
    if (newest !== undefined) progress.show(`${countOf(newest.number, 'line')} encoded`);
    if (terminal.isInteractive) progress.clear();
    for (const line of lines) {
      if (line.text.trim() === '') continue;
      try {
        frames.push(encodeLine(line, encoding));
      } catch (error) {
        if (!(error instanceof InvalidLineError)) throw error;
        exitCode = 1;
        say(terminal, `line ${line.number}: ${error.message}; skipped`);
      }
    }
    if (frames.length > 0) await terminal.output.write(Buffer.concat(frames));
  };
  for await (const piece of readInput(file, terminal)) await write(splitter.push(piece));
  await write(splitter.end());
  return exitCode;
}

function encodeLine(line: NumberedLine, encoding: WireEncoding): Uint8Array {
  if (line.isTooLong) throw new InvalidLineError(`it is longer than ${maxLineLength} characters`);
  if (line.damage !== undefined) throw new InvalidLineError(line.damage.message);
  const text = parseFrameLine(line.text);
  const bytes = encodeText(text, encoding);
  if (streamDecoder(encoding)(bytes) !== text) {
    throw new InvalidLineError(`it holds a character that ${encoding} does not have`);
  }
  return bytes;
}
