/**
 * Extensions that our client and service use inside documented messages. Other peers see opaque tokens, and nothing that they
 * did not request.
 */

/** Prefix of the TK of an acknowledging VS, followed by the number of OZ of this socket that have been processed. */
export const acknowledgeTokenPrefix = 'ack:';

/** Returns the TK of a VS that acknowledges `count` outcomes. */
export function acknowledgeToken(count: number): string {
  return acknowledgeTokenPrefix + String(count);
}

/** Returns the count of an acknowledging TK, or undefined for another token. */
export function acknowledgedCount(token: string): number | undefined {
  if (!token.startsWith(acknowledgeTokenPrefix)) return undefined;
  const digits = token.slice(acknowledgeTokenPrefix.length);
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

/**
 * Prefix of the TK of an EO whose subscriber will acknowledge: from the first outcome on, only acknowledgements move its
 * positions, even if the socket closes before the first one arrives (ACK-2).
 */
export const subscriberTokenPrefix = 'ack:eo:';

/** Prefix of the TK of such an EO that also requests the place of each outcome. */
export const placeTokenPrefix = 'ack:eo:place:';

/**
 * Prefix of the TK of such an EO that accepts places without their journal, which is the same for all outcomes of a
 * connection and is sent in `placeCode` of the MV. A service that does not support the form sends complete places.
 */
export const shortPlaceTokenPrefix = 'ack:eo:place:short:';

/** Code of the parameter that holds the place; no documented message uses it. */
export const placeCode = 'ZP';

/** Form of the place in an outcome: `<journal>.<position>.<time>`, `.<position>.<time>`, or none. */
export type PlaceForm = 'whole' | 'short' | 'none';

/** Returns the form that an EO with this TK requests. */
export function placeFormOf(token: string): PlaceForm {
  if (token.startsWith(shortPlaceTokenPrefix)) return 'short';
  return token.startsWith(placeTokenPrefix) ? 'whole' : 'none';
}

/** Place of an outcome: journal, position and time of recording (Unix milliseconds). */
export interface Place {
  readonly journal: string;
  readonly position: number;
  readonly time: number;
}

const placeDot = '.'.charCodeAt(0);
/** Maximum number of digits of a position or time. */
const mostPlaceDigits = 16;

/**
 * Parses the value of a place parameter. Returns undefined if it is invalid. A place in the short form is valid only with
 * `journal`, the journal of the connection.
 */
export function parsePlace(value: string, journal?: string): Place | undefined {
  const afterJournal = value.indexOf('.');
  const afterPosition = value.indexOf('.', afterJournal + 1);
  if (afterJournal < 0 || afterPosition < 0) return undefined;
  const named = afterJournal === 0 ? journal : value.slice(0, afterJournal);
  const position = placeNumber(value, afterJournal + 1, afterPosition);
  const time = placeNumber(value, afterPosition + 1, value.length);
  if (named === undefined || !Number.isSafeInteger(position) || !Number.isSafeInteger(time)) return undefined;
  return { journal: named, position, time };
}

/**
 * Position of a place that stands in a longer text; `start` is behind the `.` of its journal. NaN where none is there. It makes no
 * text and no object: it is called for each outcome of a fast stream.
 */
export function placePositionAt(text: string, start: number): number {
  let position = 0;
  for (let at = start; at - start <= mostPlaceDigits; at++) {
    const unit = text.charCodeAt(at);
    if (unit === placeDot && at > start) return Number.isSafeInteger(position) ? position : Number.NaN;
    const digit = unit - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    position = position * 10 + digit;
  }
  return Number.NaN;
}

/** Parses digits, or returns NaN. It is called twice for each outcome of a fast stream. */
function placeNumber(text: string, start: number, end: number): number {
  if (end === start || end - start > mostPlaceDigits) return Number.NaN;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Code of the parameter that makes an outcome a correction of an earlier one; no documented message uses it. */
export const revisionCode = 'ZV';

/** What a correction says of the outcomes before it: which one it is, and what the newest of them said. */
export interface Revision {
  /** 2 for the first correction; the outcome itself is 1 and does not say so. */
  readonly revision: number;
  /** When the first outcome of the call was recorded, Unix milliseconds. With tenant and session it names the call. */
  readonly time: number;
  /** What is no longer so. */
  readonly success: boolean;
  readonly reason: number | undefined;
  readonly agentOutcome: number | undefined;
  /** AN; undefined when no agent took part. */
  readonly agent: string | undefined;
}

const revisionForm = /^(\d{1,9})\.(\d{1,15})\.([01])\.(\d{0,9})\.(\d{0,9})\.(.*)$/s;

/** Returns the value of the parameter: `<revision>.<time>.<success 0 or 1>.<RE>.<AO>.<AN>`, empty where there was none. */
export function formatRevision({ revision, time, success, reason, agentOutcome, agent }: Revision): string {
  return [revision, time, success ? 1 : 0, reason ?? '', agentOutcome ?? '', agent ?? ''].join('.');
}

/** Parses the value of the parameter. Returns undefined if it is invalid: the outcome is none but a plain one then. */
export function parseRevision(value: string): Revision | undefined {
  const [, revision = '', time = '', success, reason = '', agentOutcome = '', agent = ''] =
    revisionForm.exec(value) ?? [];
  if (Number(revision) < 2) return undefined;
  return {
    revision: Number(revision),
    time: Number(time),
    success: success === '1',
    reason: reason === '' ? undefined : Number(reason),
    agentOutcome: agentOutcome === '' ? undefined : Number(agentOutcome),
    agent: agent === '' ? undefined : agent,
  };
}
