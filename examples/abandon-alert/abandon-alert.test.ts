import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startExample } from '../support/start-example.ts';
import { startService } from '../support/start-service.ts';
import { until } from '../support/until.ts';

const program = fileURLToPath(new URL('abandon-alert.ts', import.meta.url));

function calls(campaign: string, reason: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, call) => String.raw`OZ\CN${campaign}\SI${reason}-${call}\RE${reason}`);
}

test('a campaign above its limit is reported once, and once more when it is below again', async () => {
  const alerts: unknown[] = [];
  const receiver = createServer((request, response) => {
    void json(request).then((alert) => {
      alerts.push(alert);
      response.writeHead(204).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  onTestFinished(() => void receiver.close());
  const { port } = receiver.address() as AddressInfo;
  const service = await startService();
  const watch = startExample(program, {
    SDMP_PORT: String(service.port),
    ALERT_URL: `http://127.0.0.1:${port}`,
    ABANDON_LIMIT: '0.05',
  });
  await service.untilSubscribed();

  await service.record([
    ...calls('Sales1', 10, 20),
    ...calls('Sales1', 7, 10),
    ...calls('Calm', 10, 10),
    ...calls('Calm', 7, 1),
  ]);
  await until(() => alerts.length > 0);
  await service.record(calls('Sales1', 10, 400));
  await until(() => alerts.length > 1);
  expect(alerts).toMatchObject([
    { campaign: 'Sales1', kind: 'over', abandoned: 10, answered: 20 },
    { campaign: 'Sales1', kind: 'under', abandoned: 10 },
  ]);
  watch.kill('SIGTERM');
  expect(await once(watch, 'exit')).toEqual([0, null]);
});
