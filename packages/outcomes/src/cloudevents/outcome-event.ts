import type { Outcome } from '../outcome.ts';
import { parseOutcomeId } from '../outcome-id.ts';
import { type OutcomeJson, outcomeJson } from '../outcome-json.ts';

/** The `type` of an outcome's event. */
export const outcomeEventType = 'sdmp.outcome.recorded';

/**
 * An outcome as a CloudEvent 1.0, in the JSON format (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md).
 * `id` and `source` together are unique and stay the same however often the event is sent.
 */
export interface OutcomeEvent {
  readonly specversion: '1.0';
  /** The outcome's id. */
  readonly id: string;
  /** `sdmp:/<journal>` or, where the upstream is known, `sdmp:/<journal>/<upstream>`. */
  readonly source: string;
  readonly type: typeof outcomeEventType;
  /** The call's session; absent when it has none. */
  readonly subject?: string;
  /** When the outcome was recorded, RFC 3339. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: OutcomeJson;
}

export interface EventOrigin {
  /** The outcome's id. */
  readonly id: string;
  /** Name of the upstream, where it is known. */
  readonly source?: string | undefined;
}

/** Attributes hold no control characters. */
const printable = /^[^\p{Cc}\p{Cs}]+$/u;

/** The event of an outcome that has a place in a journal. */
export function outcomeEvent(outcome: Outcome, { id, source }: EventOrigin): OutcomeEvent {
  const { sessionIdentifier } = outcome;
  const data = outcomeJson(outcome);
  const journal = parseOutcomeId(id)?.journal ?? '';
  const upstream = source === undefined ? '' : `/${encodeURIComponent(source)}`;
  return {
    specversion: '1.0',
    id,
    source: `sdmp:/${encodeURIComponent(journal)}${upstream}`,
    type: outcomeEventType,
    ...(sessionIdentifier !== undefined && printable.test(sessionIdentifier) ? { subject: sessionIdentifier } : {}),
    time: data.time,
    datacontenttype: 'application/json',
    data,
  };
}
