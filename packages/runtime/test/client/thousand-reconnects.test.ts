import { getEventListeners } from 'node:events';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { outcome, StatusReader, take } from './support/readers.ts';
import { ScriptedService } from './support/scripted-service.ts';

const reconnects = 1000;
const names = ['a', 'b', 'c'];

test(`${verifies('CL-2', 'CL-4', 'CL-5')}over a thousand reconnects no reader is lost, and nothing of a dead connection stays`, {
  timeout: 300_000,
}, async () => {
  await using service = await ScriptedService.start();
  const abort = new AbortController();
  const limits = { reconnectBaseMs: 1, reconnectCapMs: 1, stableAfterMs: 1, closeTimeoutMs: 50 };
  await using client = connect({ port: service.port, signal: abort.signal, ...limits });
  const status = new StatusReader(client);
  const readers = names.map((name) => {
    const options = { signal: abort.signal };
    return client.outcomes({ transactionIdentifier: name, persistToken: name }, options)[Symbol.asyncIterator]();
  });
  let listeners = 0;
  let resources = 0;
  for (let number = 1; number <= reconnects; number++) {
    const taken = readers.map((reader) => take(reader, 1));
    const connection = await service.connection();
    for (const name of names) expect(await connection.nextOf('EO')).toContain(`\\TX${name}`);
    connection.send(...names.map((name) => outcome(number, name)));
    expect(await Promise.all(taken)).toEqual(names.map(() => [number]));
    expect(connection.received.filter((frame) => frame.startsWith('EO'))).toHaveLength(names.length);
    expect(service.connections.filter(({ isClosed }) => !isClosed)).toHaveLength(1);
    if (number === 10) {
      listeners = getEventListeners(abort.signal, 'abort').length;
      resources = process.getActiveResourcesInfo().length;
    }
    connection.kill();
    await status.next('disconnected');
  }
  expect(getEventListeners(abort.signal, 'abort')).toHaveLength(listeners);
  expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(resources + names.length);
});
