/** Files of one journal; both positions are in the name, so that nothing must be read to know what is where. */
export interface FinishedFile {
  readonly journal: string;
  readonly first: number;
  readonly last: number;
  readonly name: string;
}

const digits = 16;

/** What a file's name ends in that is written as a whole, until it is whole. A crash leaves it worth nothing. */
export const unnamed = '.new';

function padded(position: number): string {
  return String(position).padStart(digits, '0');
}

/** A journal's id as part of a name. */
function idPart(journal: string): string {
  return encodeURIComponent(journal);
}

/** `<journal>-<first>-<last>.ndjson`: finished, never touched again. */
export function finishedName(journal: string, first: number, last: number, extension: string): string {
  return `${idPart(journal)}-${padded(first)}-${padded(last)}.${extension}`;
}

/** `<journal>-<first>.ndjson.part`: being written. */
export function partName(journal: string, first: number, extension: string): string {
  return `${idPart(journal)}-${padded(first)}.${extension}.part`;
}

/** `<journal>-late-<first>-<last>-<count>.ndjson`: older outcomes that came after younger ones. */
export function lateName(journal: string, positions: readonly number[], extension: string): string {
  const [first = 0] = positions;
  const last = positions.at(-1) ?? first;
  return `${idPart(journal)}-late-${padded(first)}-${padded(last)}-${positions.length}.${extension}`;
}

const finishedForm = /^(.+)-(\d{16})-(\d{16})\.(\w+)$/;
const partForm = /^(.+)-(\d{16})\.(\w+)\.part$/;

/** Reads the names of finished files, oldest first; late ones and others are left out. */
export function finishedFiles(names: readonly string[], extension: string): readonly FinishedFile[] {
  const found: FinishedFile[] = [];
  for (const name of names) {
    const [, id = '', first, last, ending] = finishedForm.exec(name) ?? [];
    if (ending !== extension || id.endsWith('-late')) continue;
    found.push({ journal: decodeURIComponent(id), first: Number(first), last: Number(last), name });
  }
  return found.toSorted((a, b) => a.first - b.first);
}

/** The journal and the first position in the name of a file that is being written. */
export function readPartName(name: string, extension: string): { journal: string; first: number } | undefined {
  const [, id = '', first, ending] = partForm.exec(name) ?? [];
  return ending === extension ? { journal: decodeURIComponent(id), first: Number(first) } : undefined;
}
