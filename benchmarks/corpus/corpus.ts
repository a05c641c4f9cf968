import { type CampaignProfile, createShift } from '@sdmp/testkit';

const seed = 20_261_122;
const defaultMessages = 65_536;

/** Outcomes of a shift as text, the same for every system, repeated endlessly. */
export interface Corpus {
  readonly messages: readonly string[];
  /** Mean length of a message, bytes. */
  readonly messageBytes: number;
}

export interface CorpusOptions {
  readonly campaigns?: readonly CampaignProfile[];
  /** Number of different messages. Default 65,536. */
  readonly size?: number;
}

export function makeCorpus({ campaigns, size = defaultMessages }: CorpusOptions = {}): Corpus {
  const shift = createShift(campaigns === undefined ? { seed } : { seed, campaigns });
  const messages = Array.from({ length: size }, () => `OZ${shift.nextBody()}`);
  const bytes = messages.reduce((sum, message) => sum + Buffer.byteLength(message), 0);
  return { messages, messageBytes: bytes / size };
}

/** Returns message `index` of the endless sequence. */
export function messageAt({ messages }: Corpus, index: number): string {
  return messages[index % messages.length] ?? '';
}

const blockBytes = 2 ** 20;

/** Yields `count` messages, one per line, in blocks of about a mebibyte. */
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
