import { z } from 'zod';
import { dataColumnTypes } from './data-columns.ts';

/** Columns of a schema at most. */
export const maxDataColumns = 200;

const name = z.string().min(1).max(80);

const columnSchema = z
  .strictObject({
    from: name.describe('Name of the field in the data.'),
    name: name.optional().describe('Name of the column. Default: that of the field.'),
    type: z.enum(dataColumnTypes).default('text'),
    required: z.boolean().default(false),
    mask: z.enum(['all', 'end', 'none']).default('none'),
  })
  .transform((column) => ({ ...column, name: column.name ?? column.from }));

/** The file that says what line-of-business data must look like. */
export const dataSchemaSchema = z
  .strictObject({
    columns: z.array(columnSchema).min(1).max(maxDataColumns),
    refusesOthers: z.boolean().default(false).describe('Whether a field that no column takes breaks the schema.'),
  })
  .superRefine(({ columns }, context) => {
    for (const part of ['from', 'name'] as const) {
      const seen = new Set<string>();
      for (const [at, column] of columns.entries()) {
        const key = column[part].toLowerCase();
        const message = `'${column[part]}' stands there twice`;
        if (seen.has(key)) context.addIssue({ code: 'custom', path: ['columns', at, part], message });
        seen.add(key);
      }
    }
  });
