import { compatibilityPartitioner, type MessageToProduce } from '@platformatic/kafka';
import { correctionEventType, eventTypeOf, outcomeEventText, outcomeEventType } from '@sdmp/outcomes/cloudevents';
import type { SinkOutcome } from '../sink.ts';

/** An outcome as a record of Kafka, with its place. */
export interface KafkaRecord {
  readonly position: number;
  readonly partition: number;
  readonly message: MessageToProduce;
  /** About what it takes of a request. */
  readonly bytes: number;
}

const contentType = Buffer.from('content-type');
const eventFormat = Buffer.from('application/cloudevents+json; charset=utf-8');
const idHeader = Buffer.from('ce_id');
const typeHeader = Buffer.from('ce_type');
const eventTypes = {
  [outcomeEventType]: Buffer.from(outcomeEventType),
  [correctionEventType]: Buffer.from(correctionEventType),
};

/** Headers, lengths and the record's own fields: never more than that. */
const bytesBesides = 200;

/**
 * The record of an outcome: the event as the value, the session as the key, so that the outcomes of a session stay in one
 * partition, in order. The partition is the one that Kafka's own clients choose for that key. An outcome without a session
 * has no key and is spread by its position.
 */
export function kafkaRecord(
  { position, id, source, outcome, classification }: SinkOutcome,
  topic: string,
  partitions: number,
): KafkaRecord {
  const { sessionIdentifier } = outcome;
  const key = sessionIdentifier === undefined || sessionIdentifier === '' ? undefined : Buffer.from(sessionIdentifier);
  const value = Buffer.from(outcomeEventText(outcome, { id, source, classification }));
  const idBytes = Buffer.from(id);
  const headers = new Map([
    [contentType, eventFormat],
    [idHeader, idBytes],
    [typeHeader, eventTypes[eventTypeOf(outcome)]],
  ]);
  const bare = { topic, value, headers };
  const partition = (key === undefined ? position : compatibilityPartitioner(bare, key)) % partitions;
  return {
    position,
    partition,
    message: { ...bare, partition, ...(key === undefined ? {} : { key }) },
    bytes: value.length + (key?.length ?? 0) + idBytes.length + bytesBesides,
  };
}

/** Cuts records into requests of at most that many bytes; one that is larger goes alone. */
export function* requestsOf(records: readonly KafkaRecord[], requestBytes: number): Generator<readonly KafkaRecord[]> {
  let request: KafkaRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    if (request.length > 0 && bytes + record.bytes > requestBytes) {
      yield request;
      request = [];
      bytes = 0;
    }
    request.push(record);
    bytes += record.bytes;
  }
  if (request.length > 0) yield request;
}
