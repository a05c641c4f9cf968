export { type NatsOptions, natsSink } from './nats-sink.ts';
