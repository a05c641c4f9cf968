import { type MessageAddress, release } from '@sdmp/protocol';

/** What the beginning of a frame says, and what the catalogue says of reading its segments. */
export interface Head extends MessageAddress {
  /** Code of line-of-business data, whose value may hold separators. */
  readonly dataCode: string | undefined;
  /** Code of quoted text, whose value may hold separators. */
  readonly quotedCode: string | undefined;
  /** Codes that can end line-of-business data. */
  readonly codes: ReadonlySet<string>;
}

const headForm = /^(?:([A-Za-z0-9]{2}):([A-Za-z0-9]{2}):)?([A-Za-z0-9]{2})$/;

/** Heads of the catalogue only, which are few: a peer that makes some up cannot fill it. */
const knownHeads = new Map<string, Head>();

/** Reads `EO` or `CG:MA:EO`; undefined when it is neither. */
export function readHead(text: string): Head | undefined {
  const known = knownHeads.get(text);
  if (known !== undefined) return known;
  const match = headForm.exec(text);
  if (match === null) return undefined;
  const address = { service: match[1] ?? null, interface: match[2] ?? null, code: match[3] ?? '' };
  const candidates = release().candidates(address);
  const head: Head = {
    ...address,
    dataCode: candidates.find(({ dataCode }) => dataCode !== undefined)?.dataCode,
    quotedCode: candidates.find(({ quotedCode }) => quotedCode !== undefined)?.quotedCode,
    codes: new Set(candidates.flatMap(({ codes }) => [...codes])),
  };
  if (candidates.length > 0) knownHeads.set(text, head);
  return head;
}
