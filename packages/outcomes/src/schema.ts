export { outcomeKeys } from './json/outcome-keys.ts';
export { type OutcomeInput, outcomeSchema } from './json/outcome-schema.ts';
