import type { SinkOutcome } from '../sink.ts';
import type { WebhookOrder } from './webhook-options.ts';

/** A number that is the same for the same text. */
function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash >>> 0;
}

/**
 * Divides outcomes over requests that run side by side, each lane in order. Those of one session share a lane when the
 * order within it matters; those without a session go anywhere. The same outcomes are always divided in the same way.
 */
export function lanesOf(
  outcomes: readonly SinkOutcome[],
  ordered: WebhookOrder,
  parallel: number,
): readonly (readonly SinkOutcome[])[] {
  if (parallel === 1) return [outcomes];
  const lanes = Array.from({ length: parallel }, (): SinkOutcome[] => []);
  for (const [index, each] of outcomes.entries()) {
    const session = ordered === 'session' ? each.outcome.sessionIdentifier : undefined;
    const lane = session === undefined || session === '' ? index : hashOf(session);
    lanes[lane % parallel]?.push(each);
  }
  return lanes.filter((lane) => lane.length > 0);
}
