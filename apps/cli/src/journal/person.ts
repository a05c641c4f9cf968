import { Buffer } from 'node:buffer';
import type { StoredRecord } from '@sdmp/journal';
import { outcomeFromRecord } from '@sdmp/outcomes';

/** Whose outcomes are meant. */
export interface Person {
  /** Compared with TN by digits alone: spaces, brackets, dashes and a plus do not count. */
  readonly telephone?: string;
  /** Compared with SI as it is. */
  readonly session?: string;
  /** Whether to take outcomes that hold the words anywhere else, such as in DT, exactly as written. */
  readonly anywhere?: true;
}

/** `elsewhere`: not the field that is meant, but some other part of the outcome holds the words. */
export type Match = 'field' | 'elsewhere' | 'none';

/** Looks at a record: does it belong to that person? */
export function matcherOf({ telephone, session }: Person): (record: StoredRecord) => Match {
  const digits = telephone === undefined ? undefined : digitsOf(telephone);
  const written = [telephone, session].filter((word) => word !== undefined);
  return ({ body, position, time }) => {
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
    const { telephoneNumber, sessionIdentifier } = outcomeFromRecord(text, { journal: '', position, time });
    if (digits !== undefined && telephoneNumber !== undefined && digitsOf(telephoneNumber) === digits) return 'field';
    if (session !== undefined && sessionIdentifier === session) return 'field';
    return written.some((word) => text.includes(word)) ? 'elsewhere' : 'none';
  };
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
