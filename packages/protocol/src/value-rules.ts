import type { ParameterDefinition, ValueKind } from './define-message.ts';
import type { ServiceErrorName } from './errors.ts';

/** Characters that user-defined names must not contain. */
export const forbiddenInNames = '/\\:*?"<>|&%+!\';';

/** 1 at the code of each forbidden character; all of them are ASCII. */
const forbidden = new Uint8Array(128);
for (const character of forbiddenInNames) forbidden[character.charCodeAt(0)] = 1;

/** Returns the rule that a value breaks, or undefined. */
export type ValueRule = (value: string) => ServiceErrorName | undefined;

/** Returns the rule that the value from `start` to before `end` of a text breaks, or undefined. */
export type RangeRule = (text: string, start: number, end: number) => ServiceErrorName | undefined;

/** Maximum number of digits of an integer: 15 digits are exact in every arithmetic that a reader may use. */
export const largestWholeNumber = 999_999_999_999_999;

const maxDigits = String(largestWholeNumber).length;

const zero = 48;
const nine = 57;
const dot = 46;
const minus = 45;
const underscore = 95;
const lowerCase = 32;

/** Parses 1 to 15 digits, or returns NaN. */
export function wholeNumber(text: string, start = 0, end: number = text.length): number {
  if (end === start || end - start > maxDigits) return Number.NaN;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

function holdsForbidden(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (forbidden[text.charCodeAt(at)] === 1) return true;
  return false;
}

/** Returns whether the value consists of letters, digits and `_`. */
function isWord(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    const letter = unit | lowerCase;
    const isLetter = letter >= 97 && letter <= 122 && unit < 128;
    if (!isLetter && (unit < zero || unit > nine) && unit !== underscore) return false;
  }
  return true;
}

/** Returns the end of the digits that start at `start`. */
function endOfDigits(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) >= zero && text.charCodeAt(at) <= nine) at++;
  return at;
}

/** Returns whether the value is like `12` or `12.50`. */
function isDecimal(text: string, start: number, end: number): boolean {
  const whole = endOfDigits(text, start, end);
  if (whole === start || whole === end) return whole > start;
  return text.charCodeAt(whole) === dot && whole + 1 < end && endOfDigits(text, whole + 1, end) === end;
}

/** Returns whether the value is like `-12`, `12.5` or `12.`, with an extra trailing dot as in a documented example. */
function isDouble(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start) === minus ? start + 1 : start;
  let at = endOfDigits(text, first, end);
  if (at === first) return false;
  if (at < end && text.charCodeAt(at) === dot) at = endOfDigits(text, at + 1, end);
  if (at < end && text.charCodeAt(at) === dot) at++;
  return at === end;
}

type RuleMaker = (min: number, max: number) => RangeRule;

const length: RuleMaker = (min, max) => (__, start, end) =>
  end - start < min || end - start > max ? 'length' : undefined;

/** Combines the length rule with a rule for the characters. */
const lengthAnd =
  (isRight: (text: string, start: number, end: number) => boolean, problem: ServiceErrorName): RuleMaker =>
  (min, max) =>
  (text, start, end) => {
    if (end - start < min || end - start > max) return 'length';
    return isRight(text, start, end) ? undefined : problem;
  };

const wholeNumberInRange: RuleMaker = (min, max) => (text, start, end) => {
  const number = wholeNumber(text, start, end);
  if (Number.isNaN(number)) return 'notANumber';
  return number < min || number > max ? 'range' : undefined;
};

const ruleMakers: Record<ValueKind, RuleMaker> = {
  string: length,
  data: length,
  quoted: length,
  name: lengthAnd((text, start, end) => !holdsForbidden(text, start, end), 'characters'),
  tenant: lengthAnd(isWord, 'characters'),
  integer: wholeNumberInRange,
  count: wholeNumberInRange,
  decimal: (min, max) => (text, start, end) => {
    if (!isDecimal(text, start, end)) return 'notANumber';
    const number = Number(text.slice(start, end));
    return number < min || number > max ? 'range' : undefined;
  },
  double: lengthAnd(isDouble, 'notANumber'),
  flag: () => (__, start, end) => (start === end ? undefined : 'flagWithValue'),
};

/** Returns the rule for a parameter's value inside a frame. */
export function rangeRule(parameter: ParameterDefinition): RangeRule {
  return ruleMakers[parameter.kind](parameter.min ?? 0, parameter.max ?? Number.POSITIVE_INFINITY);
}

/** Returns the rule for a parameter's value. */
export function valueRule(parameter: ParameterDefinition): ValueRule {
  const rule = rangeRule(parameter);
  return (value) => rule(value, 0, value.length);
}

function span(parameter: ParameterDefinition): string {
  const { min = 0, max } = parameter;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}

const descriptions: Record<ValueKind, (parameter: ParameterDefinition) => string> = {
  string: (parameter) => `${span(parameter)} characters`,
  data: (parameter) => `${span(parameter)} characters`,
  quoted: (parameter) => `${span(parameter)} characters in double quotes`,
  name: (parameter) => `${span(parameter)} characters without ${Array.from(forbiddenInNames).join(' ')}`,
  tenant: (parameter) => `${span(parameter)} letters, digits or _`,
  integer: (parameter) => `a whole number, ${span(parameter)}`,
  count: (parameter) => `a whole number, ${span(parameter)}`,
  decimal: (parameter) => `a number, ${span(parameter)}`,
  double: () => 'a number, timestamps as OLE Automation date',
  flag: () => 'a flag without a value',
};

/** Describes valid values of a parameter. */
export function describeValue(parameter: ParameterDefinition): string {
  return descriptions[parameter.kind](parameter);
}
