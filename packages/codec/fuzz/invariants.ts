import { release } from '@sdmp/protocol';
import { decode, segmentsOf } from '../src/decode.ts';
import { encode, encodeInto } from '../src/encode.ts';
import { cellSize, encodeText, type WireEncoding } from '../src/encoding.ts';
import { format } from '../src/format.ts';
import { Framer } from '../src/framer.ts';
import type { Message } from '../src/message.ts';
import type { FuzzInput } from './fuzz-input.ts';

/** Time limit of an input, milliseconds. It must be exceeded twice in a row, because a pause of the machine is not a hang. */
const maxMs = 2000;
const excerptLength = 256;
const newest = release();
const quotedCode = 'FM';
const target = new Uint8Array(1 << 16);

/** Returns the fault in reading an input, or undefined. Never throws. */
export function findingOf(input: FuzzInput): string | undefined {
  const first = timed(input);
  if (first.finding !== undefined || first.tookMs <= maxMs) return first.finding;
  const { finding, tookMs } = timed(input);
  return finding ?? (tookMs > maxMs ? `takes ${tookMs.toFixed(0)} ms` : undefined);
}

function timed(input: FuzzInput): { readonly finding: string | undefined; readonly tookMs: number } {
  const began = performance.now();
  let finding: string | undefined;
  try {
    const whole: string[] = [];
    finding = read(input, [input.bytes.length], whole) ?? compare(input, whole);
  } catch (error) {
    finding = `throws ${String(error)}`;
  }
  return { finding, tookMs: performance.now() - began };
}

function compare(input: FuzzInput, whole: readonly string[]): string | undefined {
  const cut: string[] = [];
  const finding = read(input, input.cuts, cut);
  if (finding !== undefined) return finding;
  if (cut.length !== whole.length || cut.some((event, at) => event !== whole[at])) return 'frames depend on the chunks';
  for (const event of whole) {
    if (!event.startsWith('frame')) continue;
    const wrong = findingOfFrame(event.slice(event.indexOf(':') + 1), input.options.encoding);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** Returns the framer's frames, each as a text that starts with its terminator. */
function read({ bytes, options }: FuzzInput, cuts: readonly number[], events: string[]): string | undefined {
  let finding: string | undefined;
  const handed: { readonly text: string; readonly atHand: readonly string[] }[] = [];
  const limit = options.maxFrameBytes / cellSize(options.encoding);
  const framer = new Framer(
    {
      frame: (text, end) => {
        if (text.length === 0) finding = 'an empty frame';
        if (text.length > limit) finding = 'a frame above the limit';
        handed.push({ text, atHand: decode(text).fields });
        events.push(`frame${end}:${text}`);
      },
      oversized: (excerpt) => {
        if (excerpt.length > Math.min(limit, excerptLength)) finding = 'an excerpt above the limit';
        events.push(`oversized:${excerpt}`);
      },
    },
    options,
  );
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = cuts[turn % cuts.length] ?? 1;
    framer.push(bytes.subarray(at, at + size));
    at += size;
  }
  framer.end();
  // Inside the sink a frame is read in the text of its chunk, afterwards in its own text.
  if (handed.some(({ text, atHand }) => !isSame(atHand, decode(text).fields)))
    finding = 'fields depend on when they are read';
  return finding;
}

function findingOfFrame(text: string, encoding: WireEncoding): string | undefined {
  const message = decode(text);
  if (message.text !== text) return 'the raw frame is lost';
  if (message.code === '') return message.fields.length > 0 ? 'no message, but fields' : undefined;
  return findingOfReading(message, text) ?? findingOfWriting(message, text, encoding);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, at) => text === right[at]);
}

/** Checks that reading lazily, fully and by a check gives the same result. */
function findingOfReading(message: Message, text: string): string | undefined {
  const lazy = decode(text);
  const { fields } = message;
  for (let at = 0; at < fields.length && at < 40; at += 2) {
    const code = fields[at] ?? '';
    if (lazy.get(code) !== message.get(code) || lazy.has(code) !== message.has(code)) return `get(${code}) differs`;
    // Reading the whole message in between would hide faults of lazy reading.
    if (code.length !== 2) break;
  }
  for (const compiled of newest.candidates(message)) {
    const problems = compiled.check(fields);
    const found = compiled.check(segmentsOf(lazy));
    if (
      problems.length !== found.length ||
      problems.some(({ rule, code }, at) => found[at]?.rule !== rule || found[at].code !== code)
    ) {
      return 'checks of fields and of segments differ';
    }
  }
  if (!isSame(walked(text), fields)) return 'fields and segments differ';
  return isSame(lazy.fields, fields) ? undefined : 'fields differ after lazy reading';
}

/** Returns codes and values as a check iterates over them, without the message's list of fields. */
function walked(text: string): readonly string[] {
  const segments = segmentsOf(decode(text));
  if (!('next' in segments)) return segments;
  const fields: string[] = [];
  while (segments.next()) fields.push(segments.code(), segments.text.slice(segments.start, segments.end));
  return fields;
}

function findingOfWriting(message: Message, text: string, encoding: WireEncoding): string | undefined {
  const written = format(message);
  if (!text.includes('"') && !message.fields.includes(quotedCode) && written !== text)
    return 'written differently than read';
  const unstable = findingOfStability(message.fields, decode(written));
  if (unstable !== undefined) return unstable;
  const bytes = encode(message, { encoding });
  const length = encodeInto(message, target, 0, { encoding });
  if (length !== bytes.length) return 'encodeInto has another length';
  const expected = encodeText(`${written}\0`, encoding);
  for (let at = 0; at < length; at++) {
    if (bytes[at] !== expected[at] || target[at] !== expected[at]) return 'encoders differ';
  }
  return undefined;
}

/**
 * Checks that written messages are read unchanged. Quoted text has no escape: if it was received without quotes or before an
 * unknown parameter, it may read differently after the first writing, but must be stable then. If it occurs twice, nothing is
 * guaranteed.
 */
function findingOfStability(fields: readonly string[], again: Message): string | undefined {
  if (isSame(again.fields, fields)) return undefined;
  if (!fields.includes(quotedCode)) return 'decode, format, decode is not stable';
  if (isRepeated(fields) || isRepeated(again.fields)) return undefined;
  const third = decode(format(again));
  return isSame(decode(format(third)).fields, third.fields)
    ? undefined
    : 'writing quoted text again and again changes it';
}

function isRepeated(fields: readonly string[]): boolean {
  return fields.indexOf(quotedCode) !== fields.lastIndexOf(quotedCode);
}
