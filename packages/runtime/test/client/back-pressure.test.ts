import { once } from 'node:events';
import type { Outcome } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { numberOf, outcome } from './support/readers.ts';
import { ScriptedService } from './support/scripted-service.ts';

const quick = { heartbeatIntervalMs: 20, heartbeatTimeoutMs: 200, answerTimeoutMs: 200, closeTimeoutMs: 50 };

type Batch = IteratorResult<readonly Outcome[]>;

/** Takes the outcomes 1 to `last` and says whether each came once, in order. */
async function takeUpTo(
  last: number,
  first: Promise<Batch>,
  reader: AsyncIterator<readonly Outcome[]>,
): Promise<string> {
  let expected = 1;
  for (let step = await first; step.done !== true; step = await reader.next()) {
    for (const each of step.value) {
      if (numberOf(each) !== expected) return `${String(numberOf(each))} instead of ${String(expected)}`;
      expected += 1;
    }
    if (expected > last) return 'in order';
  }
  return `ended before ${String(expected)}`;
}

test(`${verifies('CL-6', 'ACK-4')}a reader that asks for no more stops the socket, for as long as it likes, and gets everything after`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, queueBytes: 64 * 1024, ...quick });
  const reader = client.outcomes({ persistToken: 't' }).batches({ max: 1000 });
  const first = reader.next();
  const connection = await service.connection();
  await connection.nextOf('EO');
  let written = 0;
  const writeOn = (): boolean => {
    written += 1;
    return connection.socket.write(`${outcome(written)}\0`);
  };
  // Until neither the client nor the kernels between take any more.
  let isStuck = false;
  while (!isStuck) {
    while (writeOn());
    const drained = once(connection.socket, 'drain').then(() => false);
    const patience = new Promise<true>((resolve) => setTimeout(resolve, 300, true));
    isStuck = await Promise.race([drained, patience]);
  }
  expect(written).toBeGreaterThan(2000);
  expect(await takeUpTo(written, first, reader)).toBe('in order');
  expect(service.connections).toHaveLength(1);
});

test(`${verifies('CL-6', 'ACK-3')}with a full replay window reading waits for acknowledgements, and continues`, async () => {
  await using service = await ScriptedService.start();
  const limits = { queueBytes: 1000, replayWindowBytes: 4000 };
  await using client = connect({ port: service.port, ...limits, ...quick, heartbeatTimeoutMs: 5000 });
  const reader = client.outcomes({ persistToken: 't' }).batches();
  const count = 3000;
  const first = reader.next();
  const connection = await service.connection();
  for (let number = 1; number <= count; number++) connection.send(outcome(number));
  expect(await takeUpTo(count, first, reader)).toBe('in order');
});

test(`${verifies('CL-6', 'CL-4')}a connection made while the reader is full is answered late and kept`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, queueBytes: 1000, reconnectBaseMs: 1, ...quick });
  const reader = client.outcomes({ persistToken: 't' }).batches({ max: 10 });
  const first = reader.next();
  const connection = await service.connection();
  const numbers = Array.from({ length: 100 }, (_, at) => at + 1);
  connection.send(...numbers.map((number) => outcome(number)));
  await first;
  connection.kill();
  await reader.next();
  const taken = [];
  for (let { value } = await reader.next(); value !== undefined; { value } = await reader.next()) {
    taken.push(...value.map(numberOf));
    if (taken.at(-1) === 100) break;
  }
  expect(taken).toEqual(numbers.slice(20));
  void reader.next();
  const second = await service.connection();
  await second.nextOf('EO');
  // Longer than an answer may take: it is read in time now.
  for (let probes = 0; probes < 15; probes++) await second.nextOf('VS');
  expect(service.connections).toHaveLength(2);
});
