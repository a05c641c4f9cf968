import {
  decode,
  encode,
  encodeInto,
  format,
  Framer,
  type Message,
  type MessageParts,
  segmentsOf,
  type WireEncoding,
} from '@sdmp/codec';
import { outcomeData, release } from '@sdmp/protocol';
import { allValues, readCodes, records, readValues, weigh } from './record.ts';
import type { Subject } from './subject.ts';

const compiled = release().message(outcomeData);
if (compiled === undefined) throw new RangeError('the catalogue has no OZ');
const oz = compiled;

const messages: readonly MessageParts[] = records.map((record) => ({
  service: null,
  interface: null,
  code: 'OZ',
  fields: record.flat(),
}));

function bytesIn(encoding: WireEncoding): Uint8Array {
  return Buffer.concat(messages.map((message) => encode(message, { encoding })));
}

function reader(name: string, delivers: string, checksum: number, read: (message: Message) => number) {
  return (encoding: WireEncoding): Subject => {
    let sum = 0;
    const framer = new Framer(
      {
        frame: (text) => {
          sum += read(decode(text));
        },
        oversized: () => undefined,
      },
      { encoding },
    );
    const pass = (chunks: readonly Uint8Array[]): number => {
      sum = 0;
      for (const chunk of chunks) framer.push(chunk);
      return sum;
    };
    return { name: `sdmp ${name}, ${encoding}`, group: 'read', delivers, bytes: bytesIn(encoding), checksum, pass };
  };
}

const lazily = reader('lazily', 'three values, the rest when asked', readValues, (message) => {
  let sum = 0;
  for (const code of readCodes) sum += weigh(message.get(code) ?? '');
  return sum;
});

const fully = reader('fully', 'codes and values', allValues, (message) => {
  const { fields } = message;
  let sum = 0;
  for (let at = 1; at < fields.length; at += 2) sum += weigh(fields[at] ?? '');
  return sum;
});

const checked = reader('checked', 'three values of a message without a fault', readValues, (message) => {
  if (oz.check(segmentsOf(message)).length > 0) return Number.NaN;
  let sum = 0;
  for (const code of readCodes) sum += weigh(message.get(code) ?? '');
  return sum;
});

function batchWriter(encoding: WireEncoding): Subject {
  const bytes = bytesIn(encoding);
  const target = new Uint8Array(bytes.length);
  const pass = (): number => {
    let at = 0;
    for (const message of messages) at += encodeInto(message, target, at, { encoding });
    return at;
  };
  const name = `sdmp encodeInto, ${encoding}`;
  return { name, group: 'write', delivers: 'one buffer', bytes, checksum: bytes.length, pass };
}

const texts = messages.map(format);

function textWriter(encoding: WireEncoding): Subject {
  const bytes = bytesIn(encoding);
  const target = new Uint8Array(bytes.length);
  const pass = (): number => {
    let at = 0;
    for (const text of texts) at += encodeInto(text, target, at, { encoding });
    return at;
  };
  const name = `sdmp encodeInto of text, ${encoding}`;
  return { name, group: 'write', delivers: 'one buffer', bytes, checksum: bytes.length, pass };
}

function writer(encoding: WireEncoding): Subject {
  const bytes = bytesIn(encoding);
  const pass = (): number => {
    let length = 0;
    for (const message of messages) length += encode(message, { encoding }).length;
    return length;
  };
  const name = `sdmp encode, ${encoding}`;
  return { name, group: 'write', delivers: 'bytes of their own', bytes, checksum: bytes.length, pass };
}

/** The first reader and the first writer are the baselines for the others. */
export const subjects: readonly Subject[] = (['windows-1252', 'utf-16le'] as const).flatMap((encoding) => [
  fully(encoding),
  lazily(encoding),
  checked(encoding),
  batchWriter(encoding),
  writer(encoding),
  textWriter(encoding),
]);
