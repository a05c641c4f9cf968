import { hash } from 'node:crypto';
import { outcomeEventText } from '@sdmp/outcomes/cloudevents';
import { ByteText, OutcomeEventWriter } from '@sdmp/outcomes/recorded';
import type { SinkOutcome } from '../sink.ts';

/** The id of the request for these outcomes: the same outcomes have the same one, however often they are sent. */
export function requestId(outcomes: readonly SinkOutcome[], isBatched: boolean): string {
  const [first] = outcomes;
  if (!isBatched && first !== undefined) return first.id;
  let ids = '';
  for (const { id } of outcomes) ids += `${id}\n`;
  return `batch_${hash('sha256', ids).slice(0, 32)}`;
}

export const contentTypes = {
  batched: 'application/cloudevents-batch+json; charset=utf-8',
  structured: 'application/cloudevents+json; charset=utf-8',
} as const;

const openBracket = 0x5b;
const comma = 0x2c;
const closeBracket = 0x5d;

/** Writes the bodies of requests. */
export class BodyWriter {
  readonly #events = new OutcomeEventWriter();
  readonly #text = new ByteText();

  /** The request's body: an event, or a list of them. */
  body(outcomes: readonly SinkOutcome[], isBatched: boolean): Buffer {
    const text = this.#text;
    text.clear();
    for (const each of outcomes) {
      text.reserve(1);
      if (isBatched) text.byte(text.length === 0 ? openBracket : comma);
      const isWritten = each.recorded !== undefined && this.#events.write(text, each.recorded);
      if (!isWritten) text.text(outcomeEventText(each.outcome, each));
    }
    text.reserve(1);
    if (isBatched) text.byte(closeBracket);
    return Buffer.from(text.view());
  }
}
