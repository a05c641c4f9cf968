import { messages, readFields, release, writeFields } from '@sdmp/protocol';
import { arbitraryFields } from '@sdmp/protocol/arbitrary';
import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { type WireEncoding, wireEncodings } from './encoding.ts';
import { Framer } from './framer.ts';
import type { Message } from './message.ts';

/** Characters of every 8-bit encoding, and additional ones of the Unicode encodings. Quotes are tested with FM. */
const characters: Record<WireEncoding, string> = {
  'windows-1252': ' !#()-.09=@AZ_az{|}~éÿ€™Š',
  latin1: ' !#()-.09=@AZ_az{|}~éÿ\x80\x9f',
  'utf-8': ' !#()-.09=@AZ_az{|}~éÿ€™中Ā',
  'utf-16le': ' !#()-.09=@AZ_az{|}~éÿ€™中Ā',
};

function read(bytes: Uint8Array, encoding: WireEncoding): Message[] {
  const found: Message[] = [];
  const framer = new Framer({ frame: (text) => found.push(decode(text)), oversized: () => {} }, { encoding });
  framer.push(bytes.subarray(0, 5));
  framer.push(bytes.subarray(5));
  framer.end();
  return found;
}

describe('every message of the catalogue', () => {
  test.each(wireEncodings)(
    verifies('TR-1', 'EO-8') + 'comes back from the wire in %s, in both framings',
    (encoding) => {
      const character = fc.constantFrom(...Array.from(characters[encoding]));
      for (const definition of messages) {
        const compiled = release().message(definition);
        if (compiled === undefined) throw new RangeError(`${definition.code} is missing`);
        fc.assert(
          fc.property(arbitraryFields(compiled, { character }), fc.boolean(), (fields, isRouted) => {
            const service = isRouted ? definition.service : null;
            const layer = isRouted ? definition.interface : null;
            const written = writeFields(compiled, fields);
            const bytes = encode({ service, interface: layer, code: definition.code, fields: written }, { encoding });
            const [message, ...others] = read(bytes, encoding);
            expect(others).toEqual([]);
            expect(message).toMatchObject({ service, interface: layer, code: definition.code });
            expect(message?.fields).toEqual(written);
            expect(readFields(compiled, message?.fields ?? []).problems).toEqual([]);
          }),
          { numRuns: 15 },
        );
      }
    },
  );
});
