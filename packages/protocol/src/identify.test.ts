import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import type { MessageDefinition } from './define-message.ts';
import { identify } from './identify.ts';
import { messages } from './messages/index.ts';
import { release } from './release.ts';

const catalogue: readonly MessageDefinition[] = messages;
const unrouted = (code: string): { service: null; interface: null; code: string } => ({
  service: null,
  interface: null,
  code,
});

describe('identify', () => {
  test('finds every message by service, interface, code and direction', () => {
    for (const definition of catalogue) {
      expect(identify(release(), definition, [], definition.direction).message?.definition).toBe(definition);
    }
  });

  test('chooses the interface whose parameters fit if the frame names none', () => {
    const agent = identify(release(), unrouted('GM'), [
      'CN',
      'system',
      'AN',
      'Reception',
      'GA',
      '200',
      'ON',
      '',
      'GO',
      '999',
    ]);
    expect(agent.message?.definition.interface).toBe('AG');
    expect(agent.problems).toEqual([]);
    const campaign = identify(
      release(),
      unrouted('ES'),
      ['TX', 'a', 'OI', 'xyz', 'TD', 'default', 'TV', '20'],
      'toDialer',
    );
    expect(campaign.message?.definition.service).toBe('CM');
  });

  test('chooses the management interface if several fit equally', () => {
    const found = identify(release(), unrouted('ER'), ['EC', '803', 'FM', 'EO\\SO'], 'fromDialer');
    expect(found.message?.definition.interface).toBe('MA');
    expect(found.problems).toEqual([]);
  });

  test('respects the direction if it is given', () => {
    for (const direction of ['toDialer', 'fromDialer'] as const) {
      expect(identify(release(), unrouted('NE'), ['TX', '1'], direction).message?.definition.direction).toBe(direction);
    }
  });

  test('prefers a message whose parameters are known to one known by name only', () => {
    const found = identify(release(), unrouted('DL'), ['CN', 'a', 'DT', 'b']);
    expect(found.message?.definition.completeness).not.toBe('namedOnly');
  });

  test(verifies('EO-12') + 'reports which code is unknown, and where', () => {
    expect(identify(release('10.6.660'), unrouted('eo'), ['TX', 'a'])).toEqual({
      message: undefined,
      problems: [{ rule: 'unknownMessage', message: "10.6.660 has no message 'eo'" }],
    });
    const elsewhere = identify(release('10.6.660'), { service: 'CM', interface: 'DE', code: 'EO' }, []);
    expect(elsewhere.problems[0]?.message).toBe("10.6.660 has no message 'EO' on CM:DE");
  });

  test(verifies('EO-10') + 'does not find a message of a later release', () => {
    expect(
      identify(release('10.6.789'), { service: 'CG', interface: 'MA', code: 'SP' }, ['RS', '1']).message,
    ).toBeUndefined();
    expect(identify(release('10.6.790'), { service: 'CG', interface: 'MA', code: 'SP' }, ['RS', '1']).problems).toEqual(
      [],
    );
  });
});
