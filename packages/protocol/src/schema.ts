import { z } from 'zod';
import type { CompiledMessage } from './compiled-message.ts';
import type { MessageDefinition, ParameterDefinition } from './define-message.ts';
import type { Fields } from './fields.ts';
import { describeValue, largestWholeNumber } from './value-rules.ts';
import { breaksTheFrame, wireText } from './wire-text.ts';

const schemas = new WeakMap<CompiledMessage, z.ZodType>();

/** Returns the check for values that `writeFields` accepts: the value's rule, and no frame terminator. */
function isWritable(message: CompiledMessage, parameter: ParameterDefinition): (value: unknown) => boolean {
  return (value) => {
    const text = wireText(parameter, value);
    if (text === undefined || breaksTheFrame(parameter, text)) return false;
    return message.checkValue(parameter.code, text, 'write') === undefined;
  };
}

function integerSchema({ min = 0, max = largestWholeNumber }: ParameterDefinition): z.ZodType {
  return z.number().int().min(min).max(max);
}

function fieldSchema(message: CompiledMessage, parameter: ParameterDefinition): z.ZodType {
  const error = `must be ${describeValue(parameter)}`;
  switch (parameter.kind) {
    case 'flag':
      return z.boolean();
    case 'integer':
    case 'count':
      return integerSchema(parameter);
    case 'decimal':
    case 'double':
      return z.number().refine(isWritable(message, parameter), { error });
    default:
      return z.string().refine(isWritable(message, parameter), { error });
  }
}

/**
 * Returns the zod schema of a message's named fields, for input such as configuration and HTTP; frames are checked by
 * `CompiledMessage.check`. The schema is built at the first call and cached.
 */
export function schemaOf<Definition extends MessageDefinition>(
  message: CompiledMessage,
): z.ZodType<Fields<Definition>> {
  const existing = schemas.get(message);
  if (existing !== undefined) return existing as z.ZodType<Fields<Definition>>;
  const { definition, codes } = message;
  const shape: Record<string, z.ZodType> = {};
  for (const parameter of definition.parameters) {
    if (!codes.has(parameter.code)) continue;
    const schema = fieldSchema(message, parameter).describe(parameter.summary);
    shape[parameter.name] = parameter.mandatory ? schema : schema.optional();
  }
  let schema: z.ZodType = z.strictObject(shape);
  for (const rule of definition.rules ?? []) {
    const names = definition.parameters.filter(({ code }) => rule.codes.includes(code)).map(({ name }) => name);
    const isMet = (fields: unknown): boolean =>
      names.some((name) => Object.entries(fields ?? {}).some(([key, value]) => key === name && value === true));
    schema = schema.refine(isMet, { error: `needs ${names.join(' or ')} or both` });
  }
  schemas.set(message, schema);
  return schema as z.ZodType<Fields<Definition>>;
}
