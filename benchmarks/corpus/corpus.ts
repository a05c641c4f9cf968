import { type CampaignProfile, createShift } from '@sdmp/testkit';

const seed = 20_261_122;
const defaultMessages = 65_536;

/** Outcomes of a shift as text, the same ones for every system; they come round again after the last. */
export interface Corpus {
  readonly messages: readonly string[];
  /** Mean length of a message, bytes. */
  readonly messageBytes: number;
}

export interface CorpusOptions {
  readonly campaigns?: readonly CampaignProfile[];
  /** How many different ones. Default 65,536. */
  readonly size?: number;
}

export function makeCorpus({ campaigns, size = defaultMessages }: CorpusOptions = {}): Corpus {
  const shift = createShift(campaigns === undefined ? { seed } : { seed, campaigns });
  const messages = Array.from({ length: size }, () => `OZ${shift.nextBody()}`);
  const bytes = messages.reduce((sum, message) => sum + Buffer.byteLength(message), 0);
  return { messages, messageBytes: bytes / size };
}

/** Message number `index` of the endless row. */
export function messageAt({ messages }: Corpus, index: number): string {
  return messages[index % messages.length] ?? '';
}

const blockBytes = 2 ** 20;

/** So many messages, a line each, in blocks of a mebibyte or so. */
export function* feedBlocks(corpus: Corpus, count: number): Generator<Buffer> {
  const { messages } = corpus;
  const whole = [...joined(messages)];
  let left = count;
  for (; left >= messages.length; left -= messages.length) yield* whole;
  yield* joined(messages.slice(0, left));
}

function* joined(messages: readonly string[]): Generator<Buffer> {
  let block = '';
  for (const message of messages) {
    block += `${message}\n`;
    if (block.length < blockBytes) continue;
    yield Buffer.from(block);
    block = '';
  }
  if (block !== '') yield Buffer.from(block);
}
