import { Kind, MsgHdrsImpl, Parser } from '@nats-io/nats-core/internal';
import { allValues, records, weigh } from '../record.ts';
import type { Subject } from '../subject.ts';

function headersOf(record: readonly (readonly [string, string])[]): MsgHdrsImpl {
  const headers = new MsgHdrsImpl();
  for (const [code, value] of record) headers.append(code, value);
  return headers;
}

const messages: Buffer[] = records.map((record) => {
  const headers = headersOf(record).encode();
  const length = String(headers.length);
  return Buffer.concat([Buffer.from(`HMSG sdmp.outcome 1 ${length} ${length}\r\n`), headers, Buffer.from('\r\n')]);
});
const bytes = Buffer.concat(messages);
const headerBytes = records.reduce((total, record) => total + headersOf(record).encode().length, 0);

function reader(name: string, delivers: string, checksum: number, read: (data: Uint8Array) => number): Subject {
  let sum = 0;
  const parser = new Parser({
    push: (event) => {
      if ('kind' in event && event.kind === Kind.MSG && event.data !== undefined) sum += read(event.data);
    },
  });
  const pass = (chunks: readonly Uint8Array[]): number => {
    sum = 0;
    for (const chunk of chunks) parser.parse(chunk);
    return sum;
  };
  return { name, group: 'read', delivers, bytes, checksum, pass };
}

function readHeaders(data: Uint8Array): number {
  let sum = 0;
  for (const values of MsgHdrsImpl.decode(data).headers.values()) for (const value of values) sum += weigh(value);
  return sum;
}

const writer: Subject = {
  name: 'nats-core headers',
  group: 'write',
  delivers: 'headers only, bytes of their own',
  bytes,
  checksum: headerBytes,
  pass: () => {
    let length = 0;
    for (const record of records) length += headersOf(record).encode().length;
    return length;
  },
};

export const subjects: readonly Subject[] = [
  reader('nats-core parser', 'bytes of the message, no field read', headerBytes, (data) => data.length),
  reader('nats-core parser and headers', 'names and values', allValues, readHeaders),
  writer,
];
