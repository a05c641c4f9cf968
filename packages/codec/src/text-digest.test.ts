import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textDigest } from './text-digest.ts';

test('the digest of a text is the same in every release', () => {
  expect(textDigest('')).toBe('212ca684afa3dea30250e09b1935b445');
  expect(textDigest(String.raw`\CNSales1\SI001234567890\RE10`)).toBe('ac1296b9f289c8b681f20fc0920a13ca');
});

test('texts that differ in one character have digests that differ in each part', () => {
  const differs = (text: string, at: number): void => {
    const index = at % text.length;
    const other = `${text.slice(0, index)}${String.fromCharCode(text.charCodeAt(index) ^ 1)}${text.slice(index + 1)}`;
    const parts = (digest: string): readonly string[] => digest.match(/.{8}/g) ?? [];
    const others = parts(textDigest(other));
    expect(parts(textDigest(text)).filter((part, lane) => part === others[lane])).toEqual([]);
  };
  fc.assert(fc.property(fc.string({ minLength: 1 }), fc.nat(), differs), { numRuns: 200 });
});

test('20,000 sessions have as many digests, and hardly a part twice', () => {
  const digests = Array.from({ length: 20_000 }, (_, session) => textDigest(`\\CNSales1\\SI${session}\\RE2`));
  expect(new Set(digests).size).toBe(digests.length);
  for (let lane = 0; lane < 4; lane++) {
    const parts = new Set(digests.map((digest) => digest.slice(lane * 8, lane * 8 + 8)));
    // Of 20,000 random numbers of 32 bits one in twenty runs has a repeat.
    expect(parts.size).toBeGreaterThan(digests.length - 3);
  }
});
