import { anyCharacter } from '@sdmp/protocol/arbitrary';
import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { encode, encodeFrame, encodeInto, terminator } from './encode.ts';
import { cellSize, encodeText, parseEncoding, type WireEncoding, wireEncodings } from './encoding.ts';
import { format } from './format.ts';
import { isAscii, streamDecoder } from './stream-decoder.ts';

/** Bytes 80 to 9F by the WHATWG Encoding Standard; written out, because `TextDecoder` of Node 22.13 reads them as Latin-1. */
const upperControls = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

describe('encodings', () => {
  test(verifies('TR-2') + 'read every Windows-1252 byte according to the standard, and write it unchanged', () => {
    const text = streamDecoder('windows-1252')(everyByte);
    expect(text.slice(0x80, 0xa0)).toBe(upperControls);
    expect(text.slice(0, 0x80) + text.slice(0xa0)).toBe(
      String.fromCharCode(...everyByte.subarray(0, 0x80), ...everyByte.subarray(0xa0)),
    );
    expect(encodeText(text, 'windows-1252')).toEqual(everyByte);
  });

  test('read every Latin-1 byte as the character with its number, and write it unchanged', () => {
    const text = streamDecoder('latin1')(everyByte);
    expect(Array.from(text, (character) => character.charCodeAt(0))).toEqual([...everyByte]);
    expect(encodeText(text, 'latin1')).toEqual(everyByte);
  });

  test('write one ? for a character that an 8-bit encoding does not have', () => {
    for (const encoding of ['windows-1252', 'latin1'] as const) {
      expect(encodeText('a中b😀c\ud800d\udc00e\ud800\ud800\udc00f', encoding)).toEqual(
        encodeText('a?b?c?d?e??f', encoding),
      );
    }
    expect(encodeText('€', 'latin1')).toEqual(Uint8Array.of(0x3f));
    expect(encodeText('\x80', 'windows-1252')).toEqual(Uint8Array.of(0x3f));
  });

  test('write UTF-8 and UTF-16LE as the platform reads them', () => {
    for (const encoding of ['utf-8', 'utf-16le'] as const) {
      fc.assert(
        fc.property(fc.string({ unit: anyCharacter }), (text) => {
          expect(new TextDecoder(encoding, { ignoreBOM: true }).decode(encodeText(text, encoding))).toBe(text);
        }),
      );
    }
  });

  test('keep surrogate pairs split between UTF-16 chunks, and lone surrogates', () => {
    const decode = streamDecoder('utf-16le');
    const bytes = encodeText('a😀\udc00b\ud800', 'utf-16le');
    expect([...bytes].map((byte) => decode(Uint8Array.of(byte))).join('')).toBe('a😀\udc00b\ud800');
  });

  test(verifies('TR-1', 'TR-2') + 'end a frame with a NUL of one character cell by default', () => {
    expect(encodeFrame('EO')).toEqual(Uint8Array.of(0x45, 0x4f, 0));
    expect(encodeFrame('EO', { encoding: 'utf-16le' })).toEqual(Uint8Array.of(0x45, 0, 0x4f, 0, 0, 0));
    expect(encodeFrame('EO', { end: '\r\n' })).toEqual(Uint8Array.of(0x45, 0x4f, 13, 10));
    const message = { service: 'CG', interface: 'MA', code: 'EO', fields: ['SO', ''] };
    expect(encode(message)).toEqual(encodeFrame('CG:MA:EO\\SO'));
    for (const encoding of wireEncodings) expect(terminator(encoding)).toEqual(new Uint8Array(cellSize(encoding)));
  });

  test(verifies('TR-2') + 'are Windows-1252 unless set', () => {
    expect(encodeFrame('€', {})).toEqual(Uint8Array.of(0x80, 0));
  });

  test('are found by name, case-insensitive', () => {
    expect(parseEncoding('UTF-16LE')).toBe('utf-16le');
    for (const encoding of wireEncodings) expect(parseEncoding(encoding)).toBe(encoding);
    expect(() => parseEncoding('ebcdic')).toThrow(expect.objectContaining({ code: 'ENCODING_UNSUPPORTED' }));
  });
});

describe('isAscii', () => {
  test('checks every byte at any offset in the buffer', () => {
    for (let offset = 0; offset < 8; offset++) {
      for (let length = 0; length < 20; length++) {
        const bytes = new Uint8Array(40).fill(0xff);
        const view = bytes.subarray(offset, offset + length).fill(0x7f);
        expect(isAscii(view)).toBe(true);
        for (let at = 0; at < length; at++) {
          view[at] = 0x80;
          expect(isAscii(view)).toBe(false);
          view[at] = 0x7f;
        }
      }
    }
  });
});

describe('without Node', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test.each<WireEncoding>(['windows-1252', 'latin1', 'utf-16le', 'utf-8'])(
    '%s reads and writes the same',
    async (encoding) => {
      const text = `${'EO\\TXé€\0'.repeat(3000)}x${encoding.startsWith('utf') ? '😀\0' : ''}`;
      const bytes = encodeText(text, encoding);
      const read = streamDecoder(encoding)(bytes);
      vi.stubGlobal('Buffer', undefined);
      vi.resetModules();
      const portable = { ...(await import('./encoding.ts')), ...(await import('./stream-decoder.ts')) };
      expect(portable.encodeText(text, encoding)).toEqual(bytes);
      const decode = portable.streamDecoder(encoding);
      let again = '';
      for (let at = 0; at < bytes.length; at += 4999) again += decode(bytes.subarray(at, at + 4999));
      expect(again).toBe(read);
    },
  );
});

test('encoded bytes are independent of later ones', () => {
  const texts = Array.from({ length: 400 }, (_, index) => 'x'.repeat((index * 37) % 1100));
  const written = texts.map((text) => encodeFrame(text));
  for (const [index, bytes] of written.entries()) {
    expect(bytes).toEqual(encodeText(`${texts[index] ?? ''}\0`, 'latin1'));
    bytes.fill(1);
  }
});

describe('encodeInto', () => {
  const messages = fc.record({
    service: fc.constantFrom(null, 'CG'),
    interface: fc.constant('MA'),
    code: fc.constantFrom('OZ', 'ER', 'QQ'),
    fields: fc
      .array(
        fc.tuple(
          fc.constantFrom('TX', 'FM', 'S', 'é1'),
          fc.string({ unit: fc.constantFrom('a', 'é', '€', '中', '😀', '"'), maxLength: 200 }),
        ),
      )
      .map((pairs) => pairs.flat()),
  });
  const options = fc.record({ encoding: fc.constantFrom(...wireEncodings), end: fc.constantFrom('\0', '\r\n', '') });

  test('writes the same bytes as encode, for messages and text', () => {
    fc.assert(
      fc.property(messages, options, fc.nat({ max: 3 }), (message, chosen, offset) => {
        const expected = encodeText(format(message) + chosen.end, chosen.encoding);
        expect(encode(message, chosen)).toEqual(expected);
        expect(encodeFrame(format(message), chosen)).toEqual(expected);
        for (const what of [message, format(message)]) {
          const target = new Uint8Array(expected.length + offset);
          expect(encodeInto(what, target, offset, chosen)).toBe(expected.length);
          expect(target.subarray(offset)).toEqual(expected);
          if (expected.length > 0) expect(encodeInto(what, target, offset + 1, chosen)).toBe(-1);
        }
      }),
    );
  });

  test('fills one buffer with a batch', () => {
    const target = new Uint8Array(12);
    let at = encodeInto('EO\\SO', target);
    at += encodeInto({ service: null, interface: null, code: 'DA', fields: [] }, target, at);
    expect(at).toBe(9);
    expect(encodeInto('EO\\SO', target, at)).toBe(-1);
    expect(target.subarray(0, at)).toEqual(encodeText('EO\\SO\0DA\0', 'latin1'));
  });
});
