import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { enumerateOutcomes } from './messages/cg/ma/to-dialer/eo-enumerate-outcomes.ts';
import { messages } from './messages/index.ts';
import { release } from './release.ts';
import { schemaOf } from './schema.ts';

describe('schemaOf', () => {
  const message = release().message(enumerateOutcomes);
  if (message === undefined) throw new RangeError('EO is missing');
  const schema = schemaOf<typeof enumerateOutcomes>(message);

  test('is built once for each message of a release', () => {
    expect(schemaOf(message)).toBe(schema);
  });

  test('describes valid values', () => {
    const result = schema.safeParse({ transactionIdentifier: '', successOutcomes: true });
    expect(result.error?.issues).toMatchObject([
      { path: ['transactionIdentifier'], message: 'must be 1 to 87 characters' },
    ]);
    const neither = schema.safeParse({ transactionIdentifier: 'a' });
    expect(neither.error?.issues[0]?.message).toBe('needs failureOutcomes or successOutcomes or both');
  });

  test('can be converted to JSON Schema for every message', () => {
    for (const definition of messages) {
      const compiled = release().message(definition);
      if (compiled !== undefined) expect(z.toJSONSchema(schemaOf(compiled))).toMatchObject({ type: 'object' });
    }
  });
});
