import { z } from 'zod';
import { configSchema } from './bridge-config.ts';

/** What editors need to complete and check a configuration file. */
export type ConfigJsonSchema = z.core.JSONSchema.BaseSchema;

/** The configuration as JSON Schema 2020-12, made from what reads it. */
export function configJsonSchema(): ConfigJsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: 'Configuration of sdmp-bridge',
    ...schema,
  };
}
