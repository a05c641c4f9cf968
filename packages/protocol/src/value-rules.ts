import type { ParameterDefinition, ValueKind } from './define-message.ts';
import type { ServiceErrorName } from './errors.ts';

/** Characters that user-defined names must not hold. */
export const forbiddenInNames = '/\\:*?"<>|&%+!\';';

/** 1 at the number of each forbidden character; all of them are ASCII. */
const forbidden = new Uint8Array(128);
for (const character of forbiddenInNames) forbidden[character.charCodeAt(0)] = 1;

/** What is wrong with a value, and how a right one looks; undefined when it is right. */
export type ValueRule = (value: string) => ServiceErrorName | undefined;

/** Above it a text of digits is no number to us: 15 digits are exact in every arithmetic that a reader may use. */
export const largestWholeNumber = 999_999_999_999_999;

const maxDigits = String(largestWholeNumber).length;

/** Reads at most 15 digits; NaN for anything else, the empty text included. */
export function wholeNumber(text: string): number {
  if (text.length === 0 || text.length > maxDigits) return Number.NaN;
  let number = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

function holdsForbidden(value: string): boolean {
  for (let index = 0; index < value.length; index++) if (forbidden[value.charCodeAt(index)] === 1) return true;
  return false;
}

const tenantForm = /^\w*$/;
const decimalForm = /^\d+(\.\d+)?$/;
/** A documented example ends its timestamp with a dot; a reader takes it. */
const doubleForm = /^-?\d+(\.\d*)?\.?$/;

type RuleMaker = (min: number, max: number) => ValueRule;

const length: RuleMaker = (min, max) => (value) => (value.length < min || value.length > max ? 'length' : undefined);

const wholeNumberInRange: RuleMaker = (min, max) => (value) => {
  const number = wholeNumber(value);
  if (Number.isNaN(number)) return 'notANumber';
  return number < min || number > max ? 'range' : undefined;
};

const ruleMakers: Record<ValueKind, RuleMaker> = {
  string: length,
  data: length,
  quoted: length,
  name: (min, max) => (value) => length(min, max)(value) ?? (holdsForbidden(value) ? 'characters' : undefined),
  tenant: (min, max) => (value) => length(min, max)(value) ?? (tenantForm.test(value) ? undefined : 'characters'),
  integer: wholeNumberInRange,
  count: wholeNumberInRange,
  decimal: (min, max) => (value) => {
    if (!decimalForm.test(value)) return 'notANumber';
    return Number(value) < min || Number(value) > max ? 'range' : undefined;
  },
  double: (min, max) => (value) => length(min, max)(value) ?? (doubleForm.test(value) ? undefined : 'notANumber'),
  flag: () => (value) => (value === '' ? undefined : 'flagWithValue'),
};

/** The check for one parameter's value. */
export function valueRule(parameter: ParameterDefinition): ValueRule {
  return ruleMakers[parameter.kind](parameter.min ?? 0, parameter.max ?? Number.POSITIVE_INFINITY);
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

/** What a right value looks like, in words. */
export function describeValue(parameter: ParameterDefinition): string {
  return descriptions[parameter.kind](parameter);
}
