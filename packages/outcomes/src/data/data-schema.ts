import { z } from 'zod';
import { oleFormat } from './cell-reader.ts';
import { dataColumnTypes } from './data-types.ts';
import { dateFormatProblem } from './date-format.ts';
import { dataColumnPrefix, tableColumnName } from './table-columns.ts';
import { zoneClockReader } from './zone-clock-reader.ts';

/** Columns of a schema at most. */
export const maxDataColumns = 200;
/** Characters of a name in tables: PostgreSQL keeps that many. */
const longestTableName = 63;

const name = z.string().min(1);

const columnSchema = z
  .strictObject({
    from: name.max(80).describe('Name of the field in the data; case does not matter.'),
    name: name.max(80).optional().describe('Name of the column. Default: that of the field.'),
    type: z.enum(dataColumnTypes).default('text').describe('Type of the column. Default text.'),
    format: name
      .max(40)
      .optional()
      .describe('How a date or dateTime is written: YYYY, MM, DD, HH, mm, ss, SSS; ole. Default: ISO 8601.'),
    zone: name.optional().describe('Time zone of a dateTime that does not name its own. Default UTC.'),
    required: z.boolean().default(false).describe('Whether data without it break the schema. Default false.'),
    mask: z
      .enum(['all', 'end', 'none'])
      .default('none')
      .describe('all: nothing is shown; end: the last four characters; none. Default none.'),
  })
  .superRefine(({ type, format, zone }, context) => {
    const problem = (key: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [key], message });
    };
    const isDate = type === 'date' || type === 'dateTime';
    if (format !== undefined && !isDate) problem('format', 'is for the types date and dateTime');
    if (zone !== undefined && type !== 'dateTime') problem('zone', 'is for the type dateTime');
    if (zone !== undefined && !isZone(zone)) problem('zone', `'${zone}' is no known time zone, such as Europe/London`);
    const wrong =
      format === undefined || format === oleFormat || !isDate
        ? undefined
        : dateFormatProblem(format, type === 'dateTime');
    if (wrong !== undefined) problem('format', wrong);
  });

function isZone(zone: string): boolean {
  try {
    zoneClockReader(zone);
    return true;
  } catch {
    return false;
  }
}

/** The file that says what line-of-business data must look like. */
export const dataSchemaSchema = z
  .strictObject({
    columns: z.array(columnSchema).min(1).max(maxDataColumns).describe('What is taken out of the data, in order.'),
    refusesOthers: z
      .boolean()
      .default(false)
      .describe('Whether a field that no column takes breaks the schema. Default false.'),
  })
  .superRefine(({ columns }, context) => {
    const names = columns.map(({ from, name: given = from }) => ({ from, name: given }));
    const keys = { from: ({ from }: { from: string }) => from.toLowerCase(), name: tableColumnName };
    for (const part of ['from', 'name'] as const) {
      const seen = new Set<string>();
      for (const [at, column] of names.entries()) {
        const key = keys[part](column);
        const message = `'${column[part]}' stands there twice`;
        if (seen.has(key)) context.addIssue({ code: 'custom', path: ['columns', at, part], message });
        seen.add(key);
      }
    }
    for (const [at, column] of names.entries()) {
      const table = tableColumnName(column);
      const message = /[a-z0-9]/.test(table.slice(dataColumnPrefix.length))
        ? `is too long for tables, where it is '${table}': ${longestTableName} characters at most`
        : 'needs a letter from a to z, or a digit, for tables: give the column a name';
      const isRight = table.length <= longestTableName && /[a-z0-9]/.test(table.slice(dataColumnPrefix.length));
      if (!isRight) context.addIssue({ code: 'custom', path: ['columns', at, 'name'], message });
    }
  })
  .transform((schema) => ({
    ...schema,
    columns: schema.columns.map((column) => ({ ...column, name: column.name ?? column.from })),
  }));
