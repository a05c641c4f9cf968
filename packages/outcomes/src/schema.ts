export { type OutcomeInput, outcomeKeys, outcomeSchema } from './outcome-schema.ts';
