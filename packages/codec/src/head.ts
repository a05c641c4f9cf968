import { codeLength, codeNumber, codeNumberLimit, type MessageAddress, release, separator } from '@sdmp/protocol';

/** What the beginning of a frame says, and what the catalogue says of reading its segments. */
export interface Head extends MessageAddress {
  /** As it is written: `EO` or `CG:MA:EO`. */
  readonly text: string;
  /** Number of the code of line-of-business data, whose value may hold separators; no number when there is none. */
  readonly dataCode: number;
  /** Number of the code of quoted text, whose value may hold separators; no number when there is none. */
  readonly quotedCode: number;
  /** Numbers of the codes that can end line-of-business data. */
  readonly codes: ReadonlySet<number>;
  /** Codes and values of the last message that began like this, as a guess for the next. */
  expected: number;
}

const headForm = /^(?:([A-Za-z0-9]{2}):([A-Za-z0-9]{2}):)?([A-Za-z0-9]{2})$/;

/** What no code has as its number, nor text that is no code. */
const noNumber = -2;
const separatorUnit = separator.charCodeAt(0);
const colon = 0x3a;
const routedLength = 3 * codeLength + 2;
const interfaceAt = codeLength + 1;
const codeAt = interfaceAt + codeLength + 1;

/** Heads of the catalogue only, which are few: a peer that makes some up cannot fill these. */
const plainHeads: (Head | undefined)[] = Array.from({ length: codeNumberLimit });
/** By the number of the message's code. */
const routedHeads: (Head[] | undefined)[] = Array.from({ length: codeNumberLimit });

/** The head of a frame; undefined when it does not begin with one. */
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
