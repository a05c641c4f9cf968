import { describeError, readTextFile } from '@sdmp/terminal';
import { dataSchemaSchema, rulesConfigSchema } from '@sdmp/outcomes/schema';
import { parse } from 'yaml';
import type { z } from 'zod';
import { filePath } from './config-paths.ts';

/** What an installation says of its outcomes: in the configuration itself, or in a file of its own. */
export const installationShape = {
  rules: rulesConfigSchema
    .optional()
    .describe('What agent outcomes are called, and what counts as success, contact, right party and conversion.'),
  rulesFile: filePath
    .optional()
    .describe('A file with that, as sdmp rules try takes it; read again with this one. Default: the usual rules.'),
  data: dataSchemaSchema.optional().describe('Schema of line-of-business data (DT), which they go to sinks through.'),
  dataFile: filePath
    .optional()
    .describe(
      'A file with that, as sdmp report data takes it; read again with this one. Default: data go out as recorded.',
    ),
} as const;

const { columns: dataColumns } = dataSchemaSchema.in.shape;

/** Its groups of keys. */
export const installationSections = {
  rules: rulesConfigSchema.shape,
  data: dataSchemaSchema.in.shape,
  'data.columns[]': dataColumns.element.shape,
} as const;

/** The keys that stand for each other. */
export const eitherKeys = [
  ['rules', 'rulesFile'],
  ['data', 'dataFile'],
] as const;

type Installation = z.output<z.ZodObject<typeof installationShape>>;

/** What is wrong with a file that a key names. */
export interface FileProblem {
  readonly key: 'rulesFile' | 'dataFile';
  readonly message: string;
}

/** Returns what the files say in place of their names, and what is wrong with them. */
export async function readInstallationFiles({
  rules,
  rulesFile,
  data,
  dataFile,
}: Installation): Promise<{ readonly read: Pick<Installation, 'rules' | 'data'>; readonly problems: FileProblem[] }> {
  const problems: FileProblem[] = [];
  const readFile = async <Value>(
    key: FileProblem['key'],
    file: string | undefined,
    schema: z.ZodType<Value>,
  ): Promise<Value | undefined> => {
    if (file === undefined) return undefined;
    const found = await checkedFile(file, schema);
    if ('value' in found) return found.value;
    problems.push(...found.problems.map((message) => ({ key, message: `names ${file}: ${message}` })));
    return undefined;
  };
  const read = {
    rules: rules ?? (await readFile('rulesFile', rulesFile, rulesConfigSchema)),
    data: data ?? (await readFile('dataFile', dataFile, dataSchemaSchema)),
  };
  return { read, problems };
}

type Checked<Value> = { readonly value: Value } | { readonly problems: readonly string[] };

async function checkedFile<Value>(file: string, schema: z.ZodType<Value>): Promise<Checked<Value>> {
  let written: unknown;
  try {
    // JSON is YAML, too.
    written = parse(await readTextFile(file));
  } catch (error) {
    return { problems: [describeError(error).split('\n', 1)[0] ?? ''] };
  }
  const parsed = schema.safeParse(written);
  if (parsed.success) return { value: parsed.data };
  const { issues } = parsed.error;
  return {
    problems: issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`)),
  };
}
