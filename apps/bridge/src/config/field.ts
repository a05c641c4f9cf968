import { z } from 'zod';

const mostShown = 40;

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  const json = JSON.stringify(value);
  return json.length > mostShown ? `${json.slice(0, mostShown)}…` : json;
}

function isBareScalar(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

/** What is wrong with a value, and what is right. */
export function wrong(right: string, value: unknown): string {
  if (value === undefined) return `is missing: it must be ${right}`;
  const hint = right.startsWith('text') && isBareScalar(value) ? ': put it in quotes' : '';
  return `must be ${right}, not ${shown(value)}${hint}`;
}

/** A value of the file: what is right, in words, and how it is read; undefined from `read` says that it is wrong. */
export function field<Value>(right: string, read: (value: unknown) => Value | undefined): z.ZodType<Value> {
  return z.unknown().transform((value, context) => {
    const result = read(value);
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom', message: wrong(right, value), input: value });
    return z.NEVER;
  });
}

export const flag = field('true or false', (value) => (typeof value === 'boolean' ? value : undefined));

/** Some text, of which `isRight` says whether it will do. */
export function text(right: string, isRight: (value: string) => boolean): z.ZodType<string> {
  return field(right, (value) => (typeof value === 'string' && isRight(value) ? value : undefined));
}

export function wholeNumber(min: number, max: number): z.ZodType<number> {
  return field(`a whole number from ${min} to ${max}`, (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined,
  );
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]): z.ZodType<Choice> {
  return field(`one of ${choices.join(', ')}`, (value) => choices.find((choice) => choice === value));
}
