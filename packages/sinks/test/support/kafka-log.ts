import { type ProducedRecord, readRecordBatch } from './kafka-record-batch.ts';

/** Error codes of the protocol (https://kafka.apache.org/protocol#protocol_error_codes). */
export const kafkaError = {
  none: 0,
  corruptMessage: 2,
  unknownTopicOrPartition: 3,
  notLeaderOrFollower: 6,
  messageTooLarge: 10,
  notEnoughReplicas: 19,
  topicAuthorizationFailed: 29,
  unsupportedVersion: 35,
  outOfOrderSequenceNumber: 45,
  saslAuthenticationFailed: 58,
} as const;

export interface Appended {
  readonly error: number;
  readonly offset: bigint;
}

/** One partition's log: what was taken, and the sequence of each producer, so that a repeat is taken once. */
export class KafkaLog {
  readonly records: ProducedRecord[] = [];
  /** For each producer: where the sequences of its latest batch begin and end, and the offset it got. */
  readonly #producers = new Map<bigint, { readonly from: number; readonly to: number; readonly offset: bigint }>();

  append(bytes: Buffer, maxBatchBytes: number): Appended {
    if (bytes.length > maxBatchBytes) return { error: kafkaError.messageTooLarge, offset: -1n };
    const { producerId, baseSequence: from, records } = readRecordBatch(bytes);
    const to = from + records.length;
    const latest = this.#producers.get(producerId);
    if (latest?.from === from && latest.to === to) return { error: kafkaError.none, offset: latest.offset };
    if (from !== (latest?.to ?? 0)) return { error: kafkaError.outOfOrderSequenceNumber, offset: -1n };
    const offset = BigInt(this.records.length);
    this.records.push(...records);
    this.#producers.set(producerId, { from, to, offset });
    return { error: kafkaError.none, offset };
  }
}
