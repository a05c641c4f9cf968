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

/** What an editor may know of a value: a part of JSON Schema. */
export type FieldSchema = Readonly<
  Pick<z.core.JSONSchema.BaseSchema, 'type' | 'enum' | 'minimum' | 'maximum' | 'pattern' | 'examples' | 'anyOf'>
>;

/**
 * A value of the file: what is right, in words and for editors, and how it is read; undefined from `read` says that it is
 * wrong.
 */
export function field<Value>(
  right: string,
  schema: FieldSchema,
  read: (value: unknown) => Value | undefined,
): z.ZodType<Value> {
  const reader = z.unknown().transform((value, context) => {
    const result = read(value);
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom', message: wrong(right, value), input: value });
    return z.NEVER;
  });
  return reader.meta({ ...schema });
}

export const flag = field('true or false', { type: 'boolean' }, (value) =>
  typeof value === 'boolean' ? value : undefined,
);

/** Some text, of which `isRight` says whether it will do. */
export function text(right: string, isRight: (value: string) => boolean): z.ZodType<string> {
  return field(right, { type: 'string' }, (value) => (typeof value === 'string' && isRight(value) ? value : undefined));
}

export function wholeNumber(min: number, max: number): z.ZodType<number> {
  return field(`a whole number from ${min} to ${max}`, { type: 'integer', minimum: min, maximum: max }, (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined,
  );
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]): z.ZodType<Choice> {
  return field(`one of ${choices.join(', ')}`, { type: 'string', enum: [...choices] }, (value) =>
    choices.find((choice) => choice === value),
  );
}

/** What is wrong where a list must be; `least` is how many it must have. */
export function list(
  what: string,
  least: 0 | 1 = 1,
): { readonly error: (issue: { readonly input?: unknown }) => string } {
  return { error: ({ input }) => wrong(`a list of ${what}${least === 0 ? '' : ', at least one'}`, input) };
}

/** A group of keys, all of which have a default. */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: ({ code, input }) => (code === 'invalid_type' ? wrong('a group of keys', input) : undefined),
  });
}
