import { Parser } from 'pg-protocol/dist/parser.js';
import { serialize } from 'pg-protocol';
import { allValues, records, weigh } from '../record.ts';
import type { Subject } from '../subject.ts';

function int(value: number, size: 2 | 4): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeIntBE(value, 0, size);
  return bytes;
}

/** A DataRow, which holds no column names: PostgreSQL sends them once, in the row description. */
function dataRow(values: readonly string[]): Buffer {
  const columns = values.flatMap((value) => [int(Buffer.byteLength(value), 4), Buffer.from(value)]);
  const body = Buffer.concat([int(values.length, 2), ...columns]);
  return Buffer.concat([Buffer.from('D'), int(body.length + 4, 4), body]);
}

const rows: readonly string[][] = records.map((record) => record.map(([, value]) => value));
const bytes = Buffer.concat(rows.map(dataRow));
const parser = new Parser();

const reader: Subject = {
  name: 'pg-protocol DataRow',
  group: 'read',
  delivers: 'values without names',
  bytes,
  checksum: allValues,
  pass: (chunks) => {
    let sum = 0;
    for (const chunk of chunks) {
      parser.parse(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), (message) => {
        if (!('fields' in message)) return;
        for (const value of message.fields as string[]) sum += weigh(value);
      });
    }
    return sum;
  },
};

const binds = Buffer.concat(rows.map((values) => serialize.bind({ values })));

const writer: Subject = {
  name: 'pg-protocol Bind',
  group: 'write',
  delivers: 'values without names, bytes of their own',
  bytes: binds,
  checksum: binds.length,
  pass: () => {
    let length = 0;
    for (const values of rows) length += serialize.bind({ values }).length;
    return length;
  },
};

export const subjects: readonly Subject[] = [reader, writer];
