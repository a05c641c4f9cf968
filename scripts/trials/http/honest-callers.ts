import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Caller {
  readonly port: number;
  readonly token: string;
}

export interface Asked {
  /** How long answers with 200 took, milliseconds. */
  readonly tookMs: readonly number[];
  /** Requests with another answer, or none in time. */
  readonly missed: number;
}

/** Longest that an answer is waited for, milliseconds. */
const patienceMs = 15_000;
const betweenMs = 20;

/** Asks `count` times, each time on a connection of its own, one after the other. */
export async function ask(path: string, { port, token }: Caller, count: number): Promise<Asked> {
  const tookMs: number[] = [];
  for (let number = 0; number < count; number++) {
    const began = performance.now();
    if (await isAnswered(path, port, token)) tookMs.push(performance.now() - began);
    await pause(betweenMs);
  }
  return { tookMs, missed: count - tookMs.length };
}

function isAnswered(path: string, port: number, token: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const headers = { authorization: `Bearer ${token}` };
  const options = {
    host: '127.0.0.1',
    port,
    path,
    headers,
    agent: new Agent(),
    signal: AbortSignal.timeout(patienceMs),
  };
  const asking = request(options, (response) => {
    response.resume();
    response.once('end', () => resolve(response.statusCode === 200));
    response.once('error', () => resolve(false));
  });
  asking.once('error', () => resolve(false));
  asking.end();
  return promise;
}

export interface StreamReader {
  /** Outcomes that came. */
  readonly received: () => number;
  /** Outcomes that were not the next one, and ends of the stream. */
  readonly faults: readonly string[];
  readonly close: () => void;
}

/** Reads the stream of events as it grows. Resolves once it is open. */
export async function readStream({ port, token }: Caller): Promise<StreamReader> {
  const closing = new AbortController();
  const faults: string[] = [];
  let newest = 0;
  let received = 0;
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/events`, { headers, signal: closing.signal });
  if (!response.ok || response.body === null) throw new Error(`the stream was answered with ${response.status}`);
  const reading = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const piece of body) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    }
    faults.push('the stream was ended');
  };
  const take = (line: string): void => {
    const position = Number(/^id: .*?(\d+)$/.exec(line)?.[1] ?? Number.NaN);
    if (Number.isNaN(position)) return;
    if (received > 0 && position !== newest + 1) faults.push(`the event at ${position} came after that at ${newest}`);
    newest = position;
    received++;
  };
  reading(response.body).catch((error: unknown) => {
    if (!closing.signal.aborted) faults.push(`the stream broke: ${String(error)}`);
  });
  return { received: () => received, faults, close: () => closing.abort() };
}
