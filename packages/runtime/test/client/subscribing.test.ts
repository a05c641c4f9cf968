import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { ScriptedService } from './scripted-service.ts';

const outcome = (n: number): string => `OZ\\TXt\\CNSales1\\SI${String(n)}\\RE10`;

test(`${verifies('CL-1', 'CL-3', 'ACK-1')}nothing is sent before a reader asks; then EO and the first probe go out`, async () => {
  await using service = await ScriptedService.start();
  await using client = connect({ port: service.port, heartbeatIntervalMs: 30 });
  const subscription = client.outcomes({ persistToken: 't', campaignName: 'Sales1' });
  expect(service.connections).toHaveLength(0);
  const reader = subscription[Symbol.asyncIterator]();
  const first = reader.next();
  const connection = await service.connection();
  expect(await connection.next()).toBe('EO\\CNSales1\\FO\\PSt\\SO\\TKplace:1\\TXt');
  expect(await connection.next()).toBe('VS\\TKack:0');
  connection.send(outcome(1), outcome(2));
  expect((await first).value?.sessionIdentifier).toBe('1');
  const second = await reader.next();
  expect(second.value?.frame).toBe(outcome(2));
  expect(await connection.nextOf('VS\\TKack:1')).toBe('VS\\TKack:1');
  subscription.acknowledge();
  expect(await connection.nextOf('VS\\TKack:2')).toBe('VS\\TKack:2');
});
