import { release } from '@sdmp/protocol';
import { decode, segmentsOf } from '../src/decode.ts';
import { encode, encodeInto } from '../src/encode.ts';
import { cellSize, encodeText, type WireEncoding } from '../src/encoding.ts';
import { format } from '../src/format.ts';
import { Framer } from '../src/framer.ts';
import type { Message } from '../src/message.ts';
import type { FuzzInput } from './fuzz-input.ts';

/** No input may take longer, milliseconds, twice in a row: a pause of the machine is no hang. */
const longestMs = 2000;
const excerptLength = 256;
const newest = release();
const quotedCode = 'FM';
const target = new Uint8Array(1 << 16);

/** What is wrong with how an input is read; undefined when nothing is. Never throws. */
export function findingOf(input: FuzzInput): string | undefined {
  const first = timed(input);
  if (first.finding !== undefined || first.tookMs <= longestMs) return first.finding;
  const { finding, tookMs } = timed(input);
  return finding ?? (tookMs > longestMs ? `takes ${tookMs.toFixed(0)} ms` : undefined);
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

/** Frames as the framer gives them, each as one text with its end in front. */
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
  // A frame is read in the text of its chunk while its sink has it, and in its own text afterwards.
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

/** The same is read lazily, wholly and by a check. */
function findingOfReading(message: Message, text: string): string | undefined {
  const lazy = decode(text);
  const { fields } = message;
  for (let at = 0; at < fields.length && at < 40; at += 2) {
    const code = fields[at] ?? '';
    if (lazy.get(code) !== message.get(code) || lazy.has(code) !== message.has(code)) return `get(${code}) differs`;
    // Reading it whole in between would hide what is tested here.
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

/** Codes and values as a check goes over them: a list is not made from those segments. */
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
 * What was written is read as it was. Quoted text has no escape: where the wire held it without its quotes or before what
 * nobody knows, the first writing may read differently, and then it stays so. Where it stands twice, nothing is promised.
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
