import { describe, expect, expectTypeOf, test } from 'vitest';
import type { MessageDefinition } from './define-message.ts';
import { answerOf } from './catalogue.ts';
import { type AnswerOf, isMessageName, type MessageNamed, messageNamed, typedAnswerOf } from './message-named.ts';
import {
  enumerateEnd,
  enumerateFinished,
  enumerateOutcomes,
  type enumerateTransferActivity,
  managementNotifyEventFromDialer,
  managementNotifyEventToDialer,
  outcomeData,
  type transferData,
  verifyStatus,
} from './messages.ts';
import * as everyMessage from './messages.ts';
import { messages } from './messages/index.ts';

const catalogue: readonly MessageDefinition[] = messages;

describe('messageNamed', () => {
  test('finds every message by its place', () => {
    for (const definition of catalogue) {
      const { service, interface: layer, direction, code } = definition;
      const place = `${service}:${layer}:${direction}:${code}`;
      expect(isMessageName(place) ? messageNamed(place) : undefined).toBe(definition);
    }
  });

  test('has the type of the message, by place and by long name', () => {
    const byPlace = messageNamed('CG:MA:toDialer:EO');
    const byName = messageNamed('EnumerateOutcomes');
    expectTypeOf(byPlace).toEqualTypeOf<typeof enumerateOutcomes>();
    expectTypeOf(byName).toEqualTypeOf<typeof enumerateOutcomes>();
    expectTypeOf<MessageNamed<'CG:MA:fromDialer:OZ'>>().toEqualTypeOf<typeof outcomeData>();
    expect([byPlace, byName]).toEqual([enumerateOutcomes, enumerateOutcomes]);
  });

  test('accepts a long name only if it is unique', () => {
    // @ts-expect-error Five interfaces have an ErrorReport.
    expect(() => messageNamed('ErrorReport')).toThrow(RangeError);
    // @ts-expect-error Both directions have a NotifyEvent.
    expect(() => messageNamed('NotifyEvent')).toThrow(RangeError);
    const names = catalogue.map(({ name }) => name);
    for (const name of names)
      expect(isMessageName(name), name).toBe(names.filter((other) => other === name).length === 1);
  });

  test('rejects a name that does not exist', () => {
    // @ts-expect-error EO goes to the dialer.
    expect(() => messageNamed('CG:MA:fromDialer:EO')).toThrow(RangeError);
    expect(isMessageName('CG:MA:EO')).toBe(false);
    expect(isMessageName('')).toBe(false);
  });
});

describe('answerOf', () => {
  test('returns the typed data message of a request', () => {
    expectTypeOf<AnswerOf<typeof enumerateOutcomes>>().toEqualTypeOf<typeof outcomeData>();
    expectTypeOf<AnswerOf<typeof enumerateTransferActivity>>().toEqualTypeOf<typeof transferData>();
    expect(typedAnswerOf(enumerateOutcomes)).toBe(outcomeData);
    expect(answerOf(enumerateEnd)).toBe(enumerateFinished);
    expect(typedAnswerOf(verifyStatus).code).toBe('DA');
  });

  test('returns the one of the same interface if codes repeat', () => {
    expect(typedAnswerOf(messageNamed('CG:MA:toDialer:ES')).code).toBe('SZ');
    expect(typedAnswerOf(messageNamed('CM:DE:toDialer:ES')).code).toBe('SD');
    expect(answerOf(messageNamed('CG:CA:toDialer:UA'))).toBe(messageNamed('CG:CA:fromDialer:US'));
    expect(answerOf(messageNamed('CG:AG:toDialer:UA'))).toBe(messageNamed('CG:AG:fromDialer:US'));
  });

  test('returns undefined for a message without an answer, and an untyped definition for any message', () => {
    const none = typedAnswerOf(outcomeData);
    expectTypeOf(none).toEqualTypeOf<undefined>();
    expect(none).toBeUndefined();
    expectTypeOf<AnswerOf<MessageDefinition>>().toEqualTypeOf<MessageDefinition | undefined>();
    for (const definition of catalogue) expect(answerOf(definition)?.code).toBe(definition.answeredBy?.code);
  });
});

test('every message has a unique name in the messages subpath', () => {
  expect(new Set<MessageDefinition>(Object.values(everyMessage))).toEqual(new Set(catalogue));
  expect(Object.keys(everyMessage)).toHaveLength(catalogue.length);
  expect(managementNotifyEventToDialer.direction).toBe('toDialer');
  expect(managementNotifyEventFromDialer.direction).toBe('fromDialer');
});

test.each(Object.entries<MessageDefinition>(everyMessage))('%s is named after its message', (exported, definition) => {
  const places = {
    'CG:AG': 'agent',
    'CG:CA': 'campaign',
    'CG:CT': 'cti',
    'CG:MA': 'management',
    'CM:DE': 'campaignManager',
  };
  const { name, service, interface: layer, direction } = definition;
  const sameName = catalogue.filter((other) => other.name === name);
  const prefix = Object.entries(places).find(([place]) => place === `${service}:${layer}`)?.[1] ?? '';
  const isInBoth = sameName.some((other) => other.interface === layer && other.direction !== direction);
  const suffix = isInBoth ? direction.slice(0, 1).toUpperCase() + direction.slice(1) : '';
  const expected = sameName.length > 1 ? prefix + name + suffix : name;
  expect(exported.toLowerCase()).toBe(expected.toLowerCase());
});
