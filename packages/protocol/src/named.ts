export {
  type AnswerOf,
  isMessageName,
  type KnownMessage,
  type MessageName,
  type MessageNamed,
  type MessagePlace,
  messageNamed,
  typedAnswerOf,
  type UniqueMessageName,
} from './message-named.ts';
