/**
 * What our client and our service say to each other inside documented messages.
 * A foreign peer sees opaque tokens and, where it did not ask for it, nothing.
 */

/** A VS whose TK starts so acknowledges: the number after it counts the OZ of this socket that are finished with. */
export const acknowledgeTokenPrefix = 'ack:';

/** The TK of a VS that acknowledges `count` outcomes. */
export function acknowledgeToken(count: number): string {
  return acknowledgeTokenPrefix + String(count);
}

/** The count inside an acknowledging TK; undefined when the token is none. */
export function acknowledgedCount(token: string): number | undefined {
  if (!token.startsWith(acknowledgeTokenPrefix)) return undefined;
  const digits = token.slice(acknowledgeTokenPrefix.length);
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

/**
 * An EO whose TK starts so comes from a subscriber that will acknowledge: from its first outcome on, only acknowledgements
 * move its positions, whatever becomes of the socket before the first of them arrives (ACK-2).
 */
export const subscriberTokenPrefix = 'ack:eo:';

/** Such an EO that also asks for the place of each outcome. */
export const placeTokenPrefix = 'ack:eo:place:';

/**
 * Such an EO that takes the place without its journal, which is the same for all outcomes of a connection: the MV that
 * accepts the EO names it, in `placeCode`. A service that does not know the form gives whole places.
 */
export const shortPlaceTokenPrefix = 'ack:eo:place:short:';

/** Code of the parameter that bears the place; no documented message uses it. */
export const placeCode = 'ZP';

/** How much of its place an outcome bears: `<journal>.<position>.<time>`, `.<position>.<time>`, or nothing. */
export type PlaceForm = 'whole' | 'short' | 'none';

/** The form that an EO with this TK asks for. */
export function placeFormOf(token: string): PlaceForm {
  if (token.startsWith(shortPlaceTokenPrefix)) return 'short';
  return token.startsWith(placeTokenPrefix) ? 'whole' : 'none';
}

/** Where an outcome stands: in which journal, at which position, recorded when (Unix milliseconds). */
export interface Place {
  readonly journal: string;
  readonly position: number;
  readonly time: number;
}

/** Digits of the largest position, and of a time long after us. */
const mostPlaceDigits = 16;

/**
 * Reads the value of a place parameter; undefined when it is none. `journal` is that of the connection: a place in the
 * short form is none without it.
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

/** Digits only; NaN for anything else. Every outcome of a fast stream has two of them. */
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
