import type { Outcome } from '../model/outcome.ts';
import { type OutcomeJson, outcomeJson } from '../json/outcome-json.ts';
import { outcomeJsonText } from '../json/outcome-json-text.ts';

/** The `type` of an outcome's event. */
export const outcomeEventType = 'sdmp.outcome.recorded';
/** The `type` where it is a correction of an earlier outcome of the call. */
export const correctionEventType = 'sdmp.outcome.corrected';

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
  readonly type: typeof outcomeEventType | typeof correctionEventType;
  /** The call's session; absent when it has none. */
  readonly subject?: string;
  /** When the outcome was recorded, RFC 3339. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: OutcomeJson;
}

/** Identifies an outcome in a CloudEvent. */
export interface EventOrigin {
  /** The outcome's id. */
  readonly id: string;
  /** Name of the upstream, where it is known. */
  readonly source?: string | undefined;
  /** What the rules of an installation say of it. */
  readonly classification?: object | undefined;
}

/** Returns the `type` of an outcome's event. */
export function eventTypeOf({ corrected }: Pick<Outcome, 'corrected'>): OutcomeEvent['type'] {
  return corrected === undefined ? outcomeEventType : correctionEventType;
}

/** Attributes hold no control characters. */
const printable = /^[^\p{Cc}\p{Cs}]+$/u;

/** Everything of the event but its data. */
function envelope(outcome: Outcome, { id, source }: EventOrigin): Omit<OutcomeEvent, 'data'> {
  const { sessionIdentifier } = outcome;
  const journal = id.slice(0, Math.max(0, id.lastIndexOf('-')));
  const upstream = source === undefined ? '' : `/${encodeURIComponent(source)}`;
  return {
    specversion: '1.0',
    id,
    source: `sdmp:/${encodeURIComponent(journal)}${upstream}`,
    type: eventTypeOf(outcome),
    ...(sessionIdentifier !== undefined && printable.test(sessionIdentifier) ? { subject: sessionIdentifier } : {}),
    time: new Date(outcome.time).toISOString(),
    datacontenttype: 'application/json',
  };
}

/** The event of an outcome that has a place in a journal. */
export function outcomeEvent(outcome: Outcome, origin: EventOrigin): OutcomeEvent {
  return { ...envelope(outcome, origin), data: outcomeJson(outcome) };
}

/** Returns that event as JSON text, its data as `outcomeJsonText` writes them. For many outcomes. */
export function outcomeEventText(outcome: Outcome, origin: EventOrigin): string {
  const data = outcomeJsonText(outcome, origin.classification);
  return `${JSON.stringify(envelope(outcome, origin)).slice(0, -1)},"data":${data}}`;
}
