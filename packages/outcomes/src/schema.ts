export { outcomeKeys } from './outcome-keys.ts';
export { type OutcomeInput, outcomeSchema } from './outcome-schema.ts';
