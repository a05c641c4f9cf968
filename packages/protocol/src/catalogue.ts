import type { MessageDefinition } from './define-message.ts';
import { messages as definitions } from './messages/index.ts';

/**
 * Every message that is known, ordered by service, interface, direction and code. The literal types of all of them are in
 * `@sdmp/protocol/named`, so that a compiler reads them only where they are used.
 */
export const messages: readonly MessageDefinition[] = definitions;

/**
 * Returns the message with which the dialer answers a request, besides MV or ER: OZ for EO; `undefined` if only MV or ER
 * does.
 */
export function answerOf({ answeredBy, service, interface: layer }: MessageDefinition): MessageDefinition | undefined {
  if (answeredBy === undefined) return undefined;
  const ofInterface = messages.filter((message) => message.service === service && message.interface === layer);
  return ofInterface.find(({ direction, code }) => direction === 'fromDialer' && code === answeredBy.code);
}
