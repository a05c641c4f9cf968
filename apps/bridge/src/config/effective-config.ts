import { type BridgeConfig, engineKeys } from './bridge-config.ts';
import { type ConfigJsonSchema, configJsonSchema } from './json-schema.ts';

const hidden = '(hidden)';

/**
 * The configuration as it could be written with every default in it. Values that may hold a password are hidden.
 *
 * `written` is what the file says, `config` what was read from it: a default that follows from other keys is taken there.
 */
export function effectiveConfig(written: unknown, config: BridgeConfig): unknown {
  const whole = completed(configJsonSchema(), written, config);
  return isGroup(whole) ? { ...whole, journal: ofEngine(whole['journal'], written, config) } : whole;
}

/** Returns the keys of the journal without those of other engines, as far as the file does not have them. */
function ofEngine(journal: unknown, written: unknown, { journal: { engine } }: BridgeConfig): unknown {
  const given = isGroup(written) && isGroup(written['journal']) ? written['journal'] : {};
  const foreign = new Set(Object.entries(engineKeys).flatMap(([other, keys]) => (other === engine ? [] : keys)));
  if (!isGroup(journal)) return journal;
  return Object.fromEntries(Object.entries(journal).filter(([key]) => key in given || !foreign.has(key)));
}

function completed(schema: ConfigJsonSchema, written: unknown, read: unknown): unknown {
  const value = written === undefined ? schema.default : written;
  if (value === undefined) return typeof read === 'object' ? undefined : read;
  if (schema.writeOnly === true) return hidden;
  const { properties, items } = schema;
  if (Array.isArray(value)) {
    if (!isSchema(items)) return value;
    return value.map((item: unknown, index) => completed(items, item, Array.isArray(read) ? read[index] : undefined));
  }
  if (properties === undefined || !isGroup(value)) return value;
  const entries = Object.entries(properties).map(([key, each]): readonly [string, unknown] => [
    key,
    isSchema(each) ? completed(each, value[key], isGroup(read) ? read[key] : undefined) : value[key],
  ]);
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSchema(value: unknown): value is ConfigJsonSchema {
  return isGroup(value);
}
