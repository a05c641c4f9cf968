import { jsonMembers, type JsonMember } from '@sdmp/codec';
import { outcomeData } from '@sdmp/protocol';
import { outcomeFaults } from './check-outcome.ts';
import { invalidOutcome } from '../model/invalid-outcome.ts';
import { dataName } from './outcome-json.ts';
import { outcomeKeys } from './outcome-keys.ts';
import type { OutcomeInput } from './outcome-input.ts';

/** What matters here of a key: a bit of its own, and whether its value is a number. */
interface Key {
  readonly bit: number;
  readonly isNumber: boolean;
}

const numberNames: ReadonlySet<string> = new Set(
  outcomeData.parameters.filter(({ kind }) => kind === 'integer').map(({ name }) => name),
);
const keys: ReadonlyMap<string, Key> = new Map(
  outcomeKeys.map((name, index) => [name, { bit: 1 << index, isNumber: numberNames.has(name) }]),
);

/** A message is one line. Between the tokens of a JSON text, line ends say nothing; inside of its strings they cannot be. */
const lineEnds = /[\r\n]+/g;

/** Digits that a time in milliseconds has no place for, other than zeros. */
const belowMilliseconds = /\.\d{3}\d*[1-9]/;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own text repeats a piece of the line, which may be personal data.
    throw invalidOutcome('the line begins as JSON but is none: give one complete JSON object a line');
  }
}

function checkedOutcome(value: unknown): OutcomeInput {
  const faults = typeof value === 'object' && value !== null ? outcomeFaults(value) : ['it must be an object'];
  if (faults.length > 0) throw invalidOutcome(`the JSON outcome is not right; ${faults.join('; ')}`);
  return value as OutcomeInput;
}

const zero = 0x30;
const nine = 0x39;

/** JSON lets `10.0`, `1e1` and `10.00000000000000001` be the number 10: only what is written as it is recorded is taken. */
function checkNumber(text: string, { name, start, end }: JsonMember): void {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= zero && unit <= nine) continue;
    throw invalidOutcome(`${name} must be written in digits alone, without a fraction, an exponent or a sign`);
  }
}

/**
 * Returns a time of ISO 8601 in Unix milliseconds. Throws `INVALID_OUTCOME` for one with digits below milliseconds, which a
 * journal does not hold.
 */
export function parseOutcomeTime(time: string): number {
  if (!belowMilliseconds.test(time)) return Date.parse(time);
  throw invalidOutcome('time has more digits than milliseconds, which cannot be recorded: round it');
}

/**
 * Reads the text of a JSON outcome, which begins with its brace. Data that are an object become their JSON text, character
 * for character but for line ends between its tokens, because a parser changes digits, order and escapes.
 *
 * Throws `INVALID_OUTCOME` for what is no JSON outcome and for a number or a time that would not be recorded as it is
 * written.
 */
export function readOutcomeJson(text: string): OutcomeInput {
  const outcome = checkedOutcome(parseJson(text));
  let met = 0;
  let data: string | undefined;
  for (const member of jsonMembers(text)) {
    const { name, start, end } = member;
    const { bit, isNumber } = keys.get(name) ?? unknownKey;
    // JSON.parse takes the last of them and says nothing.
    if ((met & bit) !== 0) throw invalidOutcome(`${name} is there twice: give it once`);
    met |= bit;
    if (isNumber) checkNumber(text, member);
    else if (name === dataName && typeof outcome.data === 'object') data = text.slice(start, end);
  }
  return data === undefined ? outcome : { ...outcome, data: data.replace(lineEnds, '') };
}

/** The check has let none of these through. */
const unknownKey: Key = { bit: 0, isNumber: false };
