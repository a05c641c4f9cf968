import { Buffer } from 'node:buffer';
import fc from 'fast-check';

/** Records as a batch of the journal has them. */
export interface Stored {
  readonly first: number;
  readonly times: Float64Array;
  readonly ends: Uint32Array;
  readonly bodies: Uint8Array;
}

/** A batch of bodies, in a buffer that begins and ends elsewhere. */
export function storedRecords(first: number, bodies: readonly (string | Uint8Array)[]): Stored {
  const parts = bodies.map((body) => Buffer.from(body));
  const ends = new Uint32Array(parts.length);
  let end = 0;
  for (const [at, part] of parts.entries()) {
    end += part.length;
    ends[at] = end;
  }
  const buffer = Buffer.concat([Buffer.from('ahead'), ...parts, Buffer.from('behind')]);
  const times = Float64Array.from(parts, (_, at) => 1_700_000_000_000 + Math.floor(at / 3));
  return { first, times, ends, bodies: buffer.subarray(5, 5 + end) };
}

const value = fc.constantFrom('', 'Sales1', '10', 'Jörg', 'Łódź', '客戶', '📞', 'a'.repeat(300));
const usualBody = fc
  .tuple(value, value)
  .map(([campaign, session]) => String.raw`\CN${campaign}\SI${session}\RE10\DT{"a":"${session}"}`);
const longBody = fc.integer({ min: 60_000, max: 70_000 }).map((length) => String.raw`\CNx\DT${'y'.repeat(length)}`);
const brokenBody = fc.constantFrom([0xff], [0x5c, 0x43, 0x4e, 0xc3], [0x5c, 0x41, 0x4e, 0xf0, 0x9f, 0x93], [0x93]);

/** Bodies as the journal may hold them: ASCII alone, other characters among them, too long for a run, not UTF-8 at all. */
export const bodies: fc.Arbitrary<readonly (string | Uint8Array)[]> = fc.oneof(
  { weight: 4, arbitrary: fc.array(usualBody, { minLength: 1, maxLength: 120 }) },
  { weight: 2, arbitrary: fc.array(fc.constant(String.raw`\CNSales1\RE10`), { minLength: 1, maxLength: 120 }) },
  fc.array(
    fc.oneof(
      { weight: 30, arbitrary: usualBody },
      longBody,
      brokenBody.map((bytes) => Uint8Array.from(bytes)),
    ),
    { minLength: 1, maxLength: 120 },
  ),
);
