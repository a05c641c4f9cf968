import { defaultEventStreamLimits, type EventStreamLimits } from '../http/event-streams/event-streams.ts';
import { defaultHttpLimits, type HttpLimits } from '../http/server/http-limits.ts';
import { wholeNumber } from './field.ts';
import { duration } from './units.ts';

const most = 1_000_000;

function limit(usual: number, words: string) {
  return wholeNumber(1, most).prefault(usual).describe(`Most ${words}. Default ${usual}.`);
}

function time(usualMs: number, words: string) {
  const usual = `${usualMs / 1000}s`;
  return duration.prefault(usual).describe(`${words}. Default ${usual}.`);
}

/** Limits of HTTP that an operator may want to set. */
export const httpLimitsShape = {
  connections: limit(defaultHttpLimits.maxConnections, 'connections at a time; idle ones give way to newcomers'),
  connectionsPerAddress: limit(defaultHttpLimits.maxConnectionsPerAddress, 'of those from one address'),
  streams: limit(defaultEventStreamLimits.maxEventReaders, 'event streams at a time'),
  streamsPerToken: limit(defaultEventStreamLimits.maxEventReadersPerToken, 'of those of one token'),
  streamsPerAddress: limit(defaultEventStreamLimits.maxEventReadersPerAddress, 'of those from one address'),
  streamStallTime: time(
    defaultEventStreamLimits.stalledReaderMs,
    'Time in which the reader of a stream must take 64 KiB, or the stream ends',
  ),
  headTime: time(defaultHttpLimits.headersTimeoutMs, 'Time in which the head of a request must have arrived'),
  requestTime: time(defaultHttpLimits.requestTimeoutMs, 'Time in which a request must have arrived, body included'),
  idleTime: time(defaultHttpLimits.keepAliveMs, 'Time that a connection may be idle between two requests'),
} as const;

/** Returns what the server calls them. */
export function httpLimits(
  given: {
    readonly [Name in keyof typeof httpLimitsShape]: number;
  },
): Partial<HttpLimits & EventStreamLimits> {
  return {
    maxConnections: given.connections,
    maxConnectionsPerAddress: given.connectionsPerAddress,
    maxEventReaders: given.streams,
    maxEventReadersPerToken: given.streamsPerToken,
    maxEventReadersPerAddress: given.streamsPerAddress,
    stalledReaderMs: given.streamStallTime,
    headersTimeoutMs: given.headTime,
    requestTimeoutMs: given.requestTime,
    keepAliveMs: given.idleTime,
  };
}
