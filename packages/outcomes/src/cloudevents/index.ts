export {
  correctionEventType,
  type EventOrigin,
  eventTypeOf,
  type OutcomeEvent,
  outcomeEvent,
  outcomeEventText,
  outcomeEventType,
} from './outcome-event.ts';
