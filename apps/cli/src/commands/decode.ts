import { defaultMaxFrameBytes, release } from '@sdmp/protocol';
import { type Terminal, say } from '@sdmp/terminal';
import type { Command } from 'commander';
import { type EncodingOptions, addEncodingOptions, chosenEncoding } from '../encoding-option.ts';
import { describeFrame } from '../frames/describe-frame.ts';
import { readFrames } from '../frames/read-frames.ts';
import { readInput } from '../input.ts';
import { countOf } from '@sdmp/events';
import { Progress } from '../screen/progress.ts';
import { parseRelease, parseSize } from '../parse/arguments.ts';
import type { CommandContext } from '../command-module.ts';

interface DecodeOptions extends EncodingOptions {
  readonly release?: string;
  readonly maxFrame?: number;
}

const help = String.raw`
Each line: {"service","interface","code","name","params":[[code,value],…],"problems":[…]}, and where it is needed to
write the same bytes again: "terminator" when it is not NUL, "raw" when the parameters alone would not give the frame,
"before" for stray line ends in front of it. A file without any NUL in its first 64 KiB is text: a line is a frame.

Examples:
  sdmp decode capture.bin
  printf 'EO\\CNSales1\\TXEOSales1\\FO\\SO\0' | sdmp decode
  sdmp decode capture.bin | jq -c 'select(.problems != [])'`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addEncodingOptions(command.argument('[file]', "file to read; '-' or none: standard input"))
    .option('--release <version>', 'judge messages as that release does (default: newest known)', parseRelease)
    .option('--max-frame <size>', 'longest frame (default 1MiB)', parseSize)
    .addHelpText('after', help)
    .action(async (file: string | undefined, options: DecodeOptions) => {
      await decodeInput(file, options, terminal);
      finish(0);
    });
}

/** Frames are few or many: what has gathered is written at this size, and whenever the input pauses. */
const writeAtLength = 64 * 1024;

async function decodeInput(file: string | undefined, options: DecodeOptions, terminal: Terminal): Promise<void> {
  const { maxFrame: maxFrameBytes = defaultMaxFrameBytes } = options;
  const catalogue = release(options.release);
  using progress = new Progress(terminal, 'decoding');
  let lines = '';
  const write = async (): Promise<void> => {
    const written = lines;
    lines = '';
    if (terminal.isInteractive) progress.clear();
    if (written !== '') await terminal.output.write(written);
  };
  const pieces = beforeEach(readInput(file, terminal), write);
  let number = 0;
  for await (const frame of readFrames(pieces, { encoding: chosenEncoding(options), maxFrameBytes })) {
    number++;
    if (frame.isOversized)
      say(terminal, `frame ${number}: larger than ${maxFrameBytes} bytes, skipped (see --max-frame)`);
    progress.show(`${countOf(number, 'frame')} decoded`);
    lines += `${JSON.stringify(describeFrame(frame, catalogue))}\n`;
    if (lines.length >= writeAtLength) await write();
  }
  await write();
}

/** Calls back before each piece is asked for. */
async function* beforeEach<Piece>(pieces: AsyncIterable<Piece>, callBack: () => Promise<void>): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    yield piece;
    await callBack();
  }
}
