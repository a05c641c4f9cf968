import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryFields } from './arbitrary.ts';
import type { CompiledMessage } from './compiled-message.ts';
import type { MessageDefinition } from './define-message.ts';
import { type Fields, InvalidMessageError, writeFields } from './fields.ts';
import { messages } from './messages/index.ts';
import { release } from './release.ts';
import { schemaOf } from './schema.ts';

/** How many messages to draw, and from where on: `SDMP_MESSAGES=1000000 SDMP_SEED=1 vitest run schema-agreement`. */
const total = Number(process.env['SDMP_MESSAGES'] ?? 8_000);
const seed = Number(process.env['SDMP_SEED'] ?? Date.now() % 2 ** 31);

type Loose = Record<string, unknown>;

const catalogue: readonly MessageDefinition[] = messages;
const runsEach = Math.ceil(total / catalogue.length);

const oddities = fc.oneof(
  fc.constantFrom<unknown>('', 'a\\b', 'x\0', 'a\r', 'a\nb', 'a/b', 'ä', 'a b', '_', '5', true, false, null, {}),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1.5, 9.994, 9.996, 1e15, 1e21, 2 ** 31, 1_000_001),
  fc.constantFrom(80, 81, 87, 88, 120, 121, 255, 256, 128_001).map((length) => 'x'.repeat(length)),
  fc.string(),
  fc.integer(),
  fc.double(),
);

/** A right message of which up to two members were changed and one was taken away. */
function drawn(message: CompiledMessage): fc.Arbitrary<Loose> {
  const names = [...message.definition.parameters.map(({ name }) => name), 'unheardOf'];
  const changes = fc.dictionary(fc.constantFrom(...names), oddities, { maxKeys: 2, noNullPrototype: true });
  const removals = fc.array(fc.constantFrom(...names), { maxLength: 1 });
  return fc.tuple(arbitraryFields(message), changes, removals).map(([right, changed, removed]) => {
    const fields: Loose = { ...right, ...changed };
    for (const name of removed) delete fields[name];
    return fields;
  });
}

function isWritten(message: CompiledMessage, fields: Loose): boolean {
  try {
    writeFields(message, fields as Fields<MessageDefinition>);
    return true;
  } catch (error) {
    if (error instanceof InvalidMessageError) return false;
    throw error;
  }
}

test(`writer and zod schema agree on ${total} random messages, valid and broken, seed ${seed}`, async () => {
  const counts = { right: 0, broken: 0 };
  for (const definition of catalogue) {
    const message = release().message(definition);
    if (message === undefined) throw new RangeError(`${definition.code} is not in the newest release`);
    const schema = schemaOf(message);
    const agreed = fc.property(drawn(message), (fields) => {
      const isRight = isWritten(message, fields);
      counts[isRight ? 'right' : 'broken']++;
      return schema.safeParse(fields).success === isRight;
    });
    fc.assert(agreed, { numRuns: runsEach, seed });
    // Lets the runner hear of this test while it draws a million.
    await setImmediate();
  }
  expect(counts.right).toBeGreaterThan(total / 10);
  expect(counts.broken).toBeGreaterThan(total / 10);
  expect(counts.right + counts.broken).toBeGreaterThanOrEqual(total);
}, 600_000);
