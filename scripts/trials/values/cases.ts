import type { Random } from '../../built-packages.ts';
import { type BadCase, badFrame, badJson } from './bad-cases.ts';
import { type Field, fieldsOf, frameOf, jsonOf, unrulyFields } from './case-fields.ts';
import { hostileData } from './hostile-data.ts';
import { bytesIn, type DoorEncoding } from './hostile-text.ts';

/** An outcome that must be recorded exactly so. Written down here alone: nothing of it comes from the code that is tried. */
export interface GoodCase {
  readonly id: string;
  /** Code and value in the order of the record, data last. */
  readonly fields: readonly Field[];
  readonly isObject: boolean;
  readonly bytes: Buffer;
  /** As JSON. */
  readonly json: string;
}

export type ValueCase = GoodCase | BadCase;

/** Feeds take frames and JSON, HTTP takes JSON, and a dialer sends frames, which nobody can correct. */
export type DoorKind = 'feed' | 'json' | 'dialer';

export interface Door {
  readonly kind: DoorKind;
  readonly encoding: DoorEncoding;
}

export function isBad(each: ValueCase): each is BadCase {
  return 'parameter' in each;
}

const oneIsBadOf = 8;

/** Makes a case; every eighth or so is bad, if the door refuses anything. Of a feed, odd numbers are JSON, even ones frames. */
export function makeCase(random: Random, { kind, encoding }: Door, number: number): ValueCase {
  const id = `c${number}`;
  const isJson = kind === 'json' || (kind === 'feed' && number % 2 === 1);
  if (random.next() % oneIsBadOf === 0) {
    const bad = isJson ? badJson(random, encoding, id) : badFrame(random, encoding, id, kind === 'dialer');
    if (bad !== undefined) return bad;
  }
  const data = hostileData(random, encoding);
  const fields = fieldsOf(random, encoding, id);
  if (data !== undefined) fields.push(['DT', data.text]);
  const isObject = data?.isObject === true;
  const given = kind === 'dialer' ? unrulyFields(random, fields) : fields;
  const json = jsonOf(given, isObject);
  return { id, fields: given, isObject, json, bytes: bytesIn(isJson ? json : frameOf(given), encoding) };
}

/** The body of the record. */
export function bodyOf({ fields }: GoodCase): string {
  return frameOf(fields).slice(2);
}
