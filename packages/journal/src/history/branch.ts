import { randomBytes } from 'node:crypto';

/** A stretch of positions written under one tag. It ends where the next one begins. */
export interface Branch {
  /** Empty for the first branch of a journal, otherwise random. */
  readonly tag: string;
  /** Position of its first record. */
  readonly from: number;
}

/**
 * A restore after which records may be missing. It takes a position of its own, that of an erased record: a reader that passes
 * the position is told once, and one that begins behind it is not.
 */
export interface Loss {
  readonly at: number;
  /** Records from here on may have been others before. */
  readonly since: number;
  /** Records that are known to be missing; 0 when nobody knows. */
  readonly atLeast: number;
}

/** Where a record stands: the name of its branch, and its position. Names one record for ever. */
export interface JournalPlace {
  /** The journal's id, and the tag of the branch where it has one. */
  readonly journal: string;
  readonly position: number;
}

/** Characters of a tag: with the journal's id and a position it must fit into an SDMP token of 80. */
const tagLength = 8;
const tagSeparator = '-';
const idLetters = 'abcdefghijklmnopqrstuvwxyz';

/** The tag that the first branch of each journal has. */
export const firstTag = '';

/** Returns a random tag of lower-case letters. */
export function newTag(): string {
  return Array.from(randomBytes(tagLength), (byte) => idLetters[byte % idLetters.length]).join('');
}

/** Returns the name that stands for a branch of a journal wherever a position is given out. */
export function branchName(id: string, tag: string): string {
  return tag === firstTag ? id : id + tagSeparator + tag;
}

/** Returns the tag in the name of a branch of this journal; undefined when the name is of another journal. */
export function tagOf(id: string, name: string): string | undefined {
  if (name === id) return firstTag;
  const tag = name.slice(id.length + tagSeparator.length);
  return branchName(id, tag) === name && /^[a-z]+$/.test(tag) ? tag : undefined;
}
