import { z } from 'zod';
import type { CompiledMessage } from './compiled-message.ts';
import type { MessageDefinition, ParameterDefinition } from './define-message.ts';
import type { Fields } from './fields.ts';
import { describeValue, valueRule } from './value-rules.ts';

const schemas = new WeakMap<CompiledMessage, z.ZodType>();

function textSchema(parameter: ParameterDefinition): z.ZodType {
  const rule = valueRule(parameter);
  return z.string().refine((value) => rule(value) === undefined, { error: `must be ${describeValue(parameter)}` });
}

function numberSchema(parameter: ParameterDefinition): z.ZodType {
  const { min, max } = parameter;
  if (parameter.kind === 'double') return z.number();
  let schema = parameter.kind === 'decimal' ? z.number() : z.number().int();
  if (min !== undefined) schema = schema.min(min);
  if (max !== undefined) schema = schema.max(max);
  return schema;
}

function fieldSchema(parameter: ParameterDefinition): z.ZodType {
  switch (parameter.kind) {
    case 'flag':
      return z.boolean();
    case 'integer':
    case 'count':
    case 'decimal':
    case 'double':
      return numberSchema(parameter);
    default:
      return textSchema(parameter);
  }
}

/**
 * The zod schema of a message's named fields, for edges such as configuration and HTTP; frames are checked by
 * `CompiledMessage.check`. Built at first use, then kept.
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
    const schema = fieldSchema(parameter).describe(parameter.summary);
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
