import { createHash } from 'node:crypto';
import { outcomeEventText } from '@sdmp/outcomes/cloudevents';
import type { SinkOutcome } from '../sink.ts';

/** The id of the request for these outcomes: the same outcomes have the same one, however often they are sent. */
export function requestId(outcomes: readonly SinkOutcome[], isBatched: boolean): string {
  const [first] = outcomes;
  if (!isBatched && first !== undefined) return first.id;
  const hash = createHash('sha256');
  for (const { id } of outcomes) hash.update(id).update('\n');
  return `batch_${hash.digest('hex').slice(0, 32)}`;
}

export const contentTypes = {
  batched: 'application/cloudevents-batch+json; charset=utf-8',
  structured: 'application/cloudevents+json; charset=utf-8',
} as const;

/** The request's body: an event, or a list of them. */
export function requestBody(outcomes: readonly SinkOutcome[], isBatched: boolean): string {
  const events = outcomes.map((each) => outcomeEventText(each.outcome, each)).join(',');
  return isBatched ? `[${events}]` : events;
}
