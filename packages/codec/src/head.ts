import { codeLength, codeNumber, codeNumberLimit, type MessageAddress, release, separator } from '@sdmp/protocol';

/** The head of a frame, and what the catalogue defines for reading its segments. */
export interface Head extends MessageAddress {
  /** Text on the wire: `EO` or `CG:MA:EO`. */
  readonly text: string;
  /** Number of the code of line-of-business data, whose value may contain separators, or -2. */
  readonly dataCode: number;
  /** Number of the code of quoted text, whose value may contain separators, or -2. */
  readonly quotedCode: number;
  /** Numbers of the codes that can end line-of-business data. */
  readonly codes: ReadonlySet<number>;
  /** Number of codes and values of the last message with this head, as an estimate for the next. */
  expected: number;
}

const headForm = /^(?:([A-Za-z0-9]{2}):([A-Za-z0-9]{2}):)?([A-Za-z0-9]{2})$/;

/** A number that neither a code nor invalid text has. */
const noNumber = -2;
const separatorUnit = separator.charCodeAt(0);
const colon = 0x3a;
const routedLength = 3 * codeLength + 2;
const interfaceAt = codeLength + 1;
const codeAt = interfaceAt + codeLength + 1;

/** Cached heads. Only those of the catalogue, so that a peer cannot fill the cache with invented ones. */
const plainHeads: (Head | undefined)[] = Array.from({ length: codeNumberLimit });
/** Heads by the number of the message's code. */
const routedHeads: (Head[] | undefined)[] = Array.from({ length: codeNumberLimit });

/** Returns the head of a frame, or undefined. */
export function headOf(frame: string): Head | undefined {
  return plainHead(frame) ?? routedHead(frame) ?? unknownHead(frame);
}

function plainHead(frame: string): Head | undefined {
  if (frame.length > codeLength && frame.charCodeAt(codeLength) !== separatorUnit) return undefined;
  const number = codeNumber(frame);
  return number < 0 ? undefined : plainHeads[number];
}

function routedHead(frame: string): Head | undefined {
  if (frame.charCodeAt(codeLength) !== colon) return undefined;
  if (frame.length > routedLength && frame.charCodeAt(routedLength) !== separatorUnit) return undefined;
  const number = codeNumber(frame, codeAt);
  for (const head of routedHeads[number] ?? []) if (frame.startsWith(head.text)) return head;
  return undefined;
}

function unknownHead(frame: string): Head | undefined {
  const end = frame.indexOf(separator);
  const text = end < 0 ? frame : frame.slice(0, end);
  const head = readHead(text);
  if (head !== undefined && release().candidates(head).length > 0) remember(head);
  return head;
}

function remember(head: Head): void {
  const number = codeNumber(head.code);
  if (head.service === null) plainHeads[number] = head;
  else (routedHeads[number] ??= []).push(head);
}

function readHead(text: string): Head | undefined {
  const match = headForm.exec(text);
  if (match === null) return undefined;
  const address = { service: match[1] ?? null, interface: match[2] ?? null, code: match[3] ?? '' };
  const candidates = release().candidates(address);
  const first = (codes: readonly (string | undefined)[]): number => {
    const code = codes.find((each) => each !== undefined);
    return code === undefined ? noNumber : codeNumber(code);
  };
  return {
    ...address,
    text,
    dataCode: first(candidates.map(({ dataCode }) => dataCode)),
    quotedCode: first(candidates.map(({ quotedCode }) => quotedCode)),
    codes: new Set(candidates.flatMap(({ codes }) => Array.from(codes, (code) => codeNumber(code)))),
    expected: 0,
  };
}
