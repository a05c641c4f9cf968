import RedisParser from 'redis-parser';
import { allValues, records, weigh } from '../record.ts';
import type { Subject } from '../subject.ts';

const bulk = (text: string): string => `$${String(Buffer.byteLength(text))}\r\n${text}\r\n`;

/** A reply as from HGETALL: alternating names and values. */
const bytes = Buffer.from(
  records.map((record) => `*${String(record.length * 2)}\r\n${record.flat().map(bulk).join('')}`).join(''),
);

let sum = 0;
const parser = new RedisParser({
  returnReply: (reply: readonly string[]) => {
    for (let at = 1; at < reply.length; at += 2) sum += weigh(reply[at] ?? '');
  },
  returnError: (error) => {
    throw error;
  },
});

export const subjects: readonly Subject[] = [
  {
    name: 'redis-parser',
    group: 'read',
    delivers: 'names and values',
    bytes,
    checksum: allValues,
    pass: (chunks) => {
      sum = 0;
      for (const chunk of chunks) parser.execute(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      return sum;
    },
  },
];
