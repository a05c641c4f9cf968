import type { OutcomeJson } from '@sdmp/outcomes';
import { type ColumnKind, outcomeColumns } from '@sdmp/outcomes/columns';
import { type ValueKind, outcomeData } from '@sdmp/protocol';
import { z } from 'zod';
import { gapSchema, timeSchema, wholeSchema } from '../schema/values.ts';

/** An outcome with its place. `telephoneNumber`, `data` and `other` are masked unless the caller may see them and asks. */
export interface OutcomeEntry extends OutcomeJson {
  readonly position: number;
  /** Name of the upstream it came from, where it is known. */
  readonly source?: string;
}

function fieldSchema(kind: ValueKind): z.ZodType {
  if (kind === 'integer') return z.int();
  return kind === 'data' ? z.union([z.string(), z.record(z.string(), z.unknown())]) : z.string();
}

const catalogueFields = Object.fromEntries(
  outcomeData.parameters
    .filter(({ name }) => name !== 'transactionIdentifier')
    .map(({ name, kind, summary }) => [name, fieldSchema(kind).optional().describe(summary)]),
);

const columnSchemas: Readonly<Record<ColumnKind, z.ZodType>> = {
  text: z.string(),
  integer: z.int(),
  position: wholeSchema,
  long: wholeSchema,
  number: z.number(),
  date: z.string(),
  boolean: z.boolean(),
  time: timeSchema,
  json: z.array(z.tuple([z.string(), z.string()])),
};

/** What an outcome has besides its parameters. */
const otherColumns = Object.fromEntries(
  outcomeColumns
    .filter(({ parameter }) => parameter === undefined)
    .map(({ name, kind, isAlways, comment }) => {
      const schema = columnSchemas[kind];
      return [name, (isAlways ? schema : schema.optional()).describe(comment)];
    }),
);

/** An outcome in an answer: the columns under the catalogue's long names, absent when absent on the wire. */
export const outcomeEntrySchema = entrySchema() as z.ZodType<OutcomeEntry>;

function entrySchema(): z.ZodType {
  return z.object({ ...catalogueFields, ...otherColumns });
}

/** GET /outcomes */
export const outcomesSchema = z.object({
  outcomes: z.array(outcomeEntrySchema),
  next: wholeSchema.nullable().describe('Give it as `from` to continue; null when there is nothing more.'),
  scanned: wholeSchema.describe('Records looked at for this answer; at the limit `next` is given without a full page.'),
  gaps: z.array(gapSchema).optional().describe('Positions on the way that could not be read.'),
});

export type OutcomesPage = z.output<typeof outcomesSchema>;

/** What became of an outcome at a sink. */
export const sinkFateSchema = z.object({
  name: z.string(),
  state: z.enum(['delivered', 'pending', 'dead', 'filtered', 'erased']),
  reason: z.string().optional(),
});

/** What became of it at a subscriber. */
export const subscriberFateSchema = z.object({
  tenant: z.string(),
  persistToken: z.string().describe('Masked but for its end, unless the caller has the scope admin.'),
  state: z.enum(['delivered', 'pending', 'filtered']),
});

/** GET /outcomes/{id} */
export const outcomeLifeSchema = z.object({
  outcome: outcomeEntrySchema,
  frame: z.string().describe('The OZ as it was recorded, without TX; masked as the outcome is.'),
  dataText: z
    .string()
    .optional()
    .describe('Data that begin with a brace, as text and to the character; not given masked.'),
  source: z.string().optional(),
  recordedAt: timeSchema,
  sinks: z.array(sinkFateSchema),
  subscribers: z.array(subscriberFateSchema),
});

export type OutcomeLife = z.output<typeof outcomeLifeSchema>;

/** 201 of POST /outcomes: they are on disk. */
export const recordedSchema = z.object({
  outcomes: z.array(z.object({ id: z.string(), position: wholeSchema })),
});

export type Recorded = z.output<typeof recordedSchema>;
