import { describe, expect, test } from 'vitest';
import type { MessageDefinition } from './define-message.ts';
import { messages } from './messages/index.ts';

const catalogue: readonly MessageDefinition[] = messages;
const keyOf = ({ service, interface: layer, direction, code }: MessageDefinition): string =>
  `${service}:${layer}:${direction}:${code}`;

describe('the catalogue', () => {
  test('has each message once, in the order of service, interface, direction and code', () => {
    const keys = catalogue.map(keyOf);
    expect(keys).toEqual([...new Set(keys)].toSorted());
  });

  test.each(catalogue.map((definition) => [keyOf(definition), definition] as const))(
    '%s is well formed',
    (_, definition) => {
      const { parameters, rules = [] } = definition;
      const codes = parameters.map(({ code }) => code);
      const names = parameters.map(({ name }) => name);
      expect(new Set(codes).size).toBe(codes.length);
      expect(new Set(names).size).toBe(names.length);
      expect([definition.code, ...(definition.aliases ?? []), ...codes].join('')).toMatch(/^[A-Z0-9]+$/);
      for (const { code, name, kind, min = 0, max = Infinity, mandatory } of parameters) {
        expect(code).toHaveLength(2);
        expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
        expect(min).toBeLessThanOrEqual(max);
        if (kind === 'flag') expect(mandatory).toBeUndefined();
      }
      for (const rule of rules) {
        for (const code of rule.codes)
          expect(parameters.find((parameter) => parameter.code === code)?.kind).toBe('flag');
      }
    },
  );

  test('has at most one parameter in each message whose value may hold separators', () => {
    for (const { parameters } of catalogue) {
      expect(parameters.filter(({ kind }) => kind === 'data' || kind === 'quoted').length).toBeLessThan(2);
    }
  });
});
