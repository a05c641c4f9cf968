export { type EventOrigin, type OutcomeEvent, outcomeEvent, outcomeEventType } from './outcome-event.ts';
