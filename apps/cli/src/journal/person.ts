import { Buffer } from 'node:buffer';
import type { NamedCall } from '@sdmp/calls';
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

/** Says whether a report, or what is remembered of a call, belongs to that person; `tenant` limits it to one. */
export function isOfPerson({ telephone, session, anywhere, tenant }: Person & { readonly tenant?: string }) {
  const digits = telephone === undefined ? undefined : digitsOf(telephone);
  const words = [telephone, session].filter((word) => word !== undefined);
  return (call: NamedCall): boolean => {
    if (tenant !== undefined && call.tenant !== tenant) return false;
    const numbers = [call.telephoneNumber, call.session].filter((number) => number !== undefined);
    if (digits !== undefined && numbers.some((number) => digitsOf(number) === digits)) return true;
    return (session !== undefined && call.session === session) || (anywhere === true && holdsAny(call.text, words));
  };
}

function holdsAny(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
