import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packBatch } from '../../batch/pack-batch.ts';
import { hashName, stampSummary } from '../../batch/batch-summary.ts';
import { unpackBatch } from '../../batch/unpack-batch.ts';
import { matchesIn, record } from '../../conformance/records.ts';
import type { RecordBatch } from '../../journal.ts';
import { JoinedParts } from '../reader/joined-parts.ts';
import { unpackPart } from './part.ts';
import { partsCanMatch, partsIn, partsOf, partsSummaryIsWhole } from './parts-summary.ts';
import { splitBatch } from './split-batch.ts';

const firstPosition = 4096;
const scope = fc.record({
  tenant: fc.constantFrom('', 'a', 'b'),
  campaign: fc.string({ maxLength: 12 }),
  source: fc.option(fc.constantFrom('north', 'south'), { nil: undefined }),
});

function makeBatch(scopes: readonly { tenant: string; campaign: string }[], length: number): RecordBatch {
  const records = Array.from({ length: 700 }, (_, index) => {
    const of = scopes[(index * 31) % scopes.length] ?? { tenant: '', campaign: '' };
    const body = 'é'.repeat(index % 97 === 5 ? 9000 : (index * 17) % length);
    return record({ ...of, time: index, classes: 1 + (index % 7), body });
  });
  return unpackBatch(packBatch(firstPosition, records));
}

const batches = fc
  .tuple(fc.array(scope, { minLength: 70, maxLength: 130 }), fc.integer({ min: 1, max: 500 }))
  .map(([scopes, length]) => makeBatch(scopes, length));

test('whatever its campaigns, tenants and sources are, a batch that was split is what it was', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const split = splitBatch(batch, firstPosition);
      fc.pre(split !== undefined);
      if (split === undefined) return;
      const { parts, summary } = split;
      stampSummary(summary, firstPosition, batch.count);
      expect(partsSummaryIsWhole(summary, firstPosition, batch.count)).toBe(true);
      expect(partsIn(summary)).toBe(parts.length);
      const unpacked = parts.map((part, number) => unpackPart(part, firstPosition, number));
      const all = matchesIn(batch, firstPosition, {});
      const joined = new JoinedParts(unpacked, batch.count);
      expect(matchesIn(joined.slice(firstPosition, 0, batch.count), firstPosition, {})).toEqual(all);
      const stretch = all.filter(({ position }) => position >= firstPosition + 13 && position < firstPosition + 500);
      expect(matchesIn(joined.slice(firstPosition, 13, 500), firstPosition, {})).toEqual(stretch);
      for (const { tenant, campaign } of batch.scopes.slice(0, 12)) {
        const { from, to } = partsOf(summary, hashName(campaign));
        const some = new JoinedParts(unpacked.slice(from, to), batch.count).slice(firstPosition, 0, batch.count);
        const wanted = matchesIn(batch, firstPosition, { campaign });
        if (campaign !== '') expect(matchesIn(some, firstPosition, { campaign })).toEqual(wanted);
        const hashed = { tenant: hashName(tenant), campaign: hashName(campaign), classes: 255 };
        expect(partsCanMatch(summary, hashed)).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

test('a part takes no more than a page unless one record does', () => {
  const campaigns = Array.from({ length: 200 }, (_, index) => ({ tenant: 'acme', campaign: `campaign ${index}` }));
  const records = Array.from({ length: 4096 }, (_, index) =>
    record({ ...campaigns[index % 200], body: 'x'.repeat(140) }),
  );
  const { parts = [] } = splitBatch(unpackBatch(packBatch(0, records)), 0) ?? {};
  expect(parts.length).toBeLessThan(100);
  for (const part of parts) expect(part.length).toBeLessThanOrEqual(8148);
});

test('a part that is damaged, or is not the one asked for, is refused', () => {
  const campaigns = Array.from({ length: 100 }, (_, index) => ({ tenant: 'acme', campaign: `campaign ${index}` }));
  const batch = makeBatch(campaigns, 100);
  const part = splitBatch(batch, firstPosition)?.parts[3] ?? new Uint8Array();
  expect(unpackPart(part, firstPosition, 3).records.count).toBeGreaterThan(0);
  expect(() => unpackPart(part, firstPosition, 2)).toThrow('another one');
  expect(() => unpackPart(part, 0, 3)).toThrow('of another batch');
  expect(() => unpackPart(part.slice(0, 10), firstPosition, 3)).toThrow('shorter');
  for (let at = 0; at < part.length; at += 61) {
    const flipped = part.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 4;
    expect(() => unpackPart(flipped, firstPosition, 3)).toThrow('checksum');
  }
});

test('a batch of few campaigns is left as it is', () => {
  const campaigns = Array.from({ length: 20 }, (_, index) => ({ tenant: 'acme', campaign: `campaign ${index}` }));
  expect(splitBatch(makeBatch(campaigns, 400), firstPosition)).toBeUndefined();
});
