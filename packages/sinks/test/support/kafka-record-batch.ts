import { KafkaReader } from './kafka-wire.ts';

export interface ProducedRecord {
  readonly key: string | undefined;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface RecordBatch {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly records: readonly ProducedRecord[];
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

/** CRC32C (Castagnoli), RFC 3720 appendix B.4. */
export function crc32c(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A record batch of version 2 (https://kafka.apache.org/documentation/#recordbatch). Throws when it is not one. */
export function readRecordBatch(bytes: Buffer): RecordBatch {
  const reader = new KafkaReader(bytes);
  reader.int64(); // base offset
  const length = reader.int32();
  if (length !== reader.left) throw new RangeError(`a batch of ${reader.left} bytes says ${length}`);
  reader.int32(); // leader epoch
  const magic = reader.int8();
  if (magic !== 2) throw new RangeError(`a batch of version ${magic}`);
  const crc = reader.uint32();
  const covered = bytes.subarray(bytes.length - reader.left);
  if (crc32c(covered) !== crc) throw new RangeError('the CRC32C of a batch is wrong');
  const attributes = reader.int16();
  if ((attributes & 0b111) !== 0) throw new RangeError('a batch is compressed');
  const lastOffsetDelta = reader.int32();
  reader.int64(); // first time
  reader.int64(); // last time
  const producerId = reader.int64();
  const producerEpoch = reader.int16();
  const baseSequence = reader.int32();
  const count = reader.int32();
  if (count !== lastOffsetDelta + 1) throw new RangeError(`${count} records up to offset ${lastOffsetDelta}`);
  const records = Array.from({ length: count }, (_, index) => readRecord(reader, index));
  if (reader.left > 0) throw new RangeError(`${reader.left} bytes behind the records`);
  return { producerId, producerEpoch, baseSequence, records };
}

function readRecord(batch: KafkaReader, index: number): ProducedRecord {
  const reader = new KafkaReader(batch.bytes(batch.varint()));
  reader.int8(); // attributes
  reader.varlong(); // time
  const delta = reader.varint();
  if (delta !== index) throw new RangeError(`record ${index} has offset ${delta}`);
  const key = reader.varBytes()?.toString('utf8');
  const value = reader.varBytes()?.toString('utf8') ?? '';
  const headers = Array.from({ length: reader.varint() }, () => {
    const name = reader.varBytes()?.toString('utf8') ?? '';
    return [name, reader.varBytes()?.toString('utf8') ?? ''] as const;
  });
  if (reader.left > 0) throw new RangeError(`${reader.left} bytes behind a record`);
  return { key, value, headers: Object.fromEntries(headers) };
}
