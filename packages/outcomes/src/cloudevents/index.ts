export {
  type EventOrigin,
  type OutcomeEvent,
  outcomeEvent,
  outcomeEventText,
  outcomeEventType,
} from './outcome-event.ts';
