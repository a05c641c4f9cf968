import { expect, expectTypeOf, test } from 'vitest';
import type { MessageDefinition } from './define-message.ts';
import { answerOf } from './catalogue.ts';
import {
  type EnumeratedBy,
  type Enumeration,
  type EnumerationName,
  type EnumerationNamed,
  enumerations,
  findEnumeration,
} from './enumerations.ts';
import type { AnswerOf } from './message-named.ts';
import type { agentData, queueMetrics } from './messages.ts';
import { messages } from './messages/index.ts';

test('the enumerations are the requests with a transaction that are answered by data messages, except EO', () => {
  const others = new Set(['EO', 'EE']);
  const requests = messages.filter((message: MessageDefinition) => {
    const { service, interface: layer, answeredBy, parameters, code } = message;
    const isAnswered = service === 'CG' && layer === 'MA' && answeredBy !== undefined;
    return isAnswered && !others.has(code) && parameters.some(({ name }) => name === 'transactionIdentifier');
  });
  expect(enumerations.map(({ code }) => code)).toEqual(requests.map(({ code }) => code));
});

test('each enumeration has its typed data message', () => {
  expectTypeOf<EnumeratedBy<'EnumerateAgents'>>().toEqualTypeOf<typeof agentData>();
  expectTypeOf<EnumeratedBy<'EnumerateMetrics'>>().toEqualTypeOf<typeof queueMetrics>();
  type Answers = { readonly [Name in EnumerationName]: AnswerOf<EnumerationNamed<Name>> };
  expectTypeOf<{ readonly [Name in EnumerationName]: EnumeratedBy<Name> }>().toEqualTypeOf<Answers>();
  const answered = enumerations.filter((request: Enumeration) => answerOf(request)?.direction === 'fromDialer');
  expect(answered).toEqual(enumerations);
});

test('an enumeration is found by code or name', () => {
  expect(findEnumeration('ea')).toBe(findEnumeration('EnumerateAgents'));
  expect(findEnumeration('EO')).toBeUndefined();
});
