import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { connect } from '@sdmp/runtime/client';
import { expect, onTestFinished, test } from 'vitest';
import { isSale } from './sales-rule.ts';
import { startExample } from '../support/start-example.ts';
import { startService } from '../support/start-service.ts';

const program = fileURLToPath(new URL('success-rule.ts', import.meta.url));
const frames = [
  String.raw`OZ\CNSales1\SI1\RE10\AO101`,
  String.raw`OZ\CNSales1\SI2\RE10\AO167`,
  String.raw`OZ\CNSales1\SI3\RE7`,
];

test('the program calls a sale what the rule says', async () => {
  const service = await startService();
  const reader = startExample(program, { SDMP_PORT: String(service.port) });
  const lines = createInterface({ input: reader.stdout })[Symbol.asyncIterator]();
  await service.untilSubscribed();
  await service.record(frames);
  expect([(await lines.next()).value, (await lines.next()).value, (await lines.next()).value]).toEqual([
    '1 101 sale',
    '2 167 no sale',
    '3 no agent outcome no sale',
  ]);
  reader.kill('SIGTERM');
  expect(await once(reader, 'exit')).toEqual([0, null]);
});

test('what was recorded by the rule is what a subscriber gets who asks for successes', async () => {
  const service = await startService();
  const client = connect({ port: service.port });
  onTestFinished(() => client.close());
  const outcomes = client.outcomes({ successOutcomes: true })[Symbol.asyncIterator]();
  const first = outcomes.next();
  await service.untilSubscribed();
  await service.record(frames.toReversed(), isSale);
  expect((await first).value?.sessionIdentifier).toBe('1');
});
