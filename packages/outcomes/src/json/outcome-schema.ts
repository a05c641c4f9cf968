import { outcomeData, type ValueKind } from '@sdmp/protocol';
import { z } from 'zod';
import type { DataValue } from './data-value.ts';
import { type DerivedColumn, derivedColumns } from '../columns/derived-columns.ts';
import { outcomeCodes } from '../model/outcome-fields.ts';
import { classificationKey } from './outcome-keys.ts';
import type { OutcomeInput } from './outcome-input.ts';

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Marked as pure, so that bundlers leave zod out of programs that read no JSON outcomes.
const dataSchema = /* @__PURE__ */ z.custom<DataValue>((value) => typeof value === 'string' || isPlainObject(value), {
  error: 'must be text or a JSON object',
});

function fieldSchema(kind: ValueKind): z.ZodType {
  switch (kind) {
    case 'flag':
      return z.boolean();
    case 'integer':
      return z.int();
    case 'data':
      return dataSchema;
    default:
      return z.string();
  }
}

function derivedSchema(kind: DerivedColumn['kind']): z.ZodType {
  if (kind === 'integer') return z.int();
  return kind === 'boolean' ? z.boolean() : z.string();
}

function outcomeShape(): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {
    id: z.string().optional().describe('The place in the journal. Ignored when handed in.'),
    time: z.iso.datetime({ offset: true }).optional().describe('ISO 8601 with a time zone.'),
    other: z
      .array(z.tuple([z.string(), z.string()]))
      .optional()
      .describe('Parameters without a long name and repeats: [code, value].'),
    [classificationKey]: z
      .custom<object>(isPlainObject, { error: 'must be a JSON object' })
      .optional()
      .describe('What the rules of an installation say of it. Ignored when handed in.'),
  };
  for (const { name, kind, comment } of derivedColumns as readonly DerivedColumn[]) {
    shape[name] = derivedSchema(kind).optional().describe(`${comment}. Ignored when handed in.`);
  }
  for (const { code, name, kind, summary } of outcomeData.parameters) {
    if (code !== outcomeCodes.transactionIdentifier) shape[name] = fieldSchema(kind).optional().describe(summary);
  }
  return shape;
}

/** The shape of a JSON outcome; limits of its values are the catalogue's and checked by `outcomeToFields`. */
export const outcomeSchema: z.ZodType<OutcomeInput> = /* @__PURE__ */ makeSchema();

function makeSchema(): z.ZodType<OutcomeInput> {
  return z.strictObject(outcomeShape()) as z.ZodType<OutcomeInput>;
}
