export type { KafkaLogin, KafkaOptions, KafkaTls } from './kafka-options.ts';
export { kafkaSink } from './kafka-sink.ts';
