import { allValues, records, weigh } from '../record.ts';
import type { Subject } from '../subject.ts';

/** Splits chunked text at a terminator that no record contains. */
function lineReader(name: string, end: string, bytes: Buffer, read: (line: string) => number): Subject {
  let rest = '';
  const pass = (chunks: readonly Uint8Array[]): number => {
    let sum = 0;
    for (const chunk of chunks) {
      const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      if (!text.includes(end)) {
        rest += text;
        continue;
      }
      const lines = (rest + text).split(end);
      rest = lines.pop() ?? '';
      for (const line of lines) sum += read(line);
    }
    return sum;
  };
  return { name, group: 'read', delivers: 'names and values', bytes, checksum: allValues, pass };
}

const objects: readonly Readonly<Record<string, string>>[] = records.map((record) => Object.fromEntries(record));
const jsonLines = Buffer.from(objects.map((object) => `${JSON.stringify(object)}\n`).join(''), 'latin1');

function readJson(line: string): number {
  const object = JSON.parse(line) as Record<string, string>;
  let sum = 0;
  for (const name in object) sum += weigh(object[name] ?? '');
  return sum;
}

const frames = Buffer.from(
  records.map((record) => `OZ${record.map((field) => `\\${field.join('')}`).join('')}\0`).join(''),
  'latin1',
);

/** A minimal parser: no separators in data, no repeated fields, no checks, no limits. */
function readNaively(frame: string): number {
  const [, ...segments] = frame.split('\\');
  const fields = new Map(segments.map((segment) => [segment.slice(0, 2), segment.slice(2)]));
  let sum = 0;
  for (const value of fields.values()) sum += weigh(value);
  return sum;
}

const jsonWriter: Subject = {
  name: 'JSON.stringify',
  group: 'write',
  delivers: 'bytes of their own',
  bytes: jsonLines,
  checksum: jsonLines.length,
  pass: () => {
    let length = 0;
    for (const object of objects) length += Buffer.from(`${JSON.stringify(object)}\n`, 'latin1').length;
    return length;
  },
};

export const subjects: readonly Subject[] = [
  lineReader('JSON.parse', '\n', jsonLines, readJson),
  lineReader('split and Map', '\0', frames, readNaively),
  jsonWriter,
];
