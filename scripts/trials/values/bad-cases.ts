import type { Random } from '../../built-packages.ts';
import { mostCharacters } from './case-fields.ts';
import { bytesIn, canHold, type DoorEncoding } from './hostile-text.ts';

/** One that must be refused, and the parameter that the refusal must name. */
export interface BadCase {
  readonly id: string;
  readonly parameter: string;
  readonly bytes: Buffer;
  readonly json: string | undefined;
}

/** What breaks a JSON outcome: the member as it is written, and the parameter to be named. */
const badMembers = [
  [String.raw`"telephoneNumber":"\ud83d"`, 'telephoneNumber'],
  [String.raw`"telephoneNumber":"a\udc00b"`, 'telephoneNumber'],
  [String.raw`"agentIdentifier":"a\u0000b"`, 'agentIdentifier'],
  [String.raw`"campaignName":"a\r\nb"`, 'campaignName'],
  [String.raw`"agentIdentifier":"a\\b"`, 'agentIdentifier'],
  [`"agentIdentifier":"${'x'.repeat(mostCharacters + 1)}"`, 'agentIdentifier'],
  [`"telephoneNumber":"${'😀'.repeat(mostCharacters / 2)}x"`, 'telephoneNumber'],
  ['"campaignName":"a/b"', 'campaignName'],
  ['"reason":10.0', 'reason'],
  ['"reason":1e2', 'reason'],
  ['"reason":1e999', 'reason'],
  ['"reason":-0', 'reason'],
  ['"reason":1000', 'reason'],
  ['"agentOutcome":10.00000000000000001', 'agentOutcome'],
  ['"reason":1,"reason":2', 'reason'],
  ['"__proto__":{"reason":1}', '__proto__'],
  ['"data":[1]', 'data'],
  [String.raw`"data":"a\nb"`, 'data'],
  [String.raw`"data":"a\\TXb"`, 'data'],
  ['"time":"2026-02-30T00:00:00Z"', 'time'],
  ['"time":"2026-02-28T00:00:00.123456Z"', 'time'],
  ['"time":"2999-01-01T00:00:00Z"', 'time'],
  [String.raw`"other":[["ZZ","\ud83d"]]`, 'other'],
] as const;

/** What breaks a frame of a feed. */
const badSegments = [
  [`\\AN${'x'.repeat(mostCharacters + 1)}`, 'agentIdentifier'],
  ['\\RE1000', 'reason'],
  ['\\RE1e1', 'reason'],
  ['\\CNa/b', 'campaignName'],
  ['\\TDa b', 'tenantDescriptor'],
  ['\\TNa\rb', 'telephoneNumber'],
  ['\\DDx', 'dontDial'],
] as const;

const isEightBit = (encoding: DoorEncoding): boolean => encoding === 'windows-1252' || encoding === 'latin1';

export function badJson(random: Random, encoding: DoorEncoding, id: string): BadCase {
  const session = `"sessionIdentifier":"${id}"`;
  if (random.next() % 4 === 0 && !isEightBit(encoding)) return brokenText(encoding, id, session, true);
  const usable = badMembers.filter(([member]) => canHold(encoding, member));
  const [member, parameter] = usable[random.next() % usable.length] ?? ['', ''];
  const json = `{${session},${member}}`;
  return { id, parameter, bytes: bytesIn(json, encoding), json };
}

/** Of a dialer, only what is no text is refused; undefined where every byte is a character. */
export function badFrame(random: Random, encoding: DoorEncoding, id: string, isOfDialer: boolean): BadCase | undefined {
  const session = `\\SI${id}`;
  if ((isOfDialer || random.next() % 4 === 0) && !isEightBit(encoding)) return brokenText(encoding, id, session, false);
  if (isOfDialer) return undefined;
  const [segment, parameter] = badSegments[random.next() % badSegments.length] ?? ['', ''];
  return { id, parameter, bytes: bytesIn(`OZ${session}${segment}`, encoding), json: undefined };
}

/** A byte of Windows-1252 where UTF-8 was agreed on, or half of a pair in UTF-16. */
function brokenText(encoding: DoorEncoding, id: string, session: string, isJson: boolean): BadCase {
  const half = encoding === 'utf-8' ? '\u00e9' : '\ud83d';
  const text = isJson ? `{${session},"agentIdentifier":"Jos${half}"}` : `OZ${session}\\ANJos${half}`;
  const bytes = encoding === 'utf-8' ? Buffer.from(text, 'latin1') : Buffer.from(text, 'utf16le');
  return { id, parameter: 'agentIdentifier', bytes, json: undefined };
}
