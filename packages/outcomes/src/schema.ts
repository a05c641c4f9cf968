export { outcomeKeys } from './json/outcome-keys.ts';
export type { OutcomeInput } from './json/outcome-input.ts';
export { outcomeSchema } from './json/outcome-schema.ts';
export { maxAgentOutcomes, type RulesConfig, rulesConfigSchema } from './rules/rules-config.ts';
export { dataSchemaSchema, maxDataColumns } from './data/data-schema.ts';
