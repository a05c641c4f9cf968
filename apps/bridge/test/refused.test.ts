import { openMemoryJournal } from '@sdmp/journal';
import { verifies } from '@sdmp/requirements';
import { startOutcomeService } from '@sdmp/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { startBridge } from './support/start-bridge.ts';

/** Knows no rate yet, and so rejects a request that has one (EO-10). */
const releaseWithoutRate = '10.6.500';

async function startOldService(): Promise<number> {
  const journal = await openMemoryJournal();
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }], release: releaseWithoutRate });
  onTestFinished(() => service.close());
  return service.addresses[0]?.port ?? 0;
}

test(`${verifies('CL-7')}a dialer that refuses is logged, and visible in readiness and metrics`, async () => {
  const bridge = await startBridge(writeConfig(temporaryDirectory(), upstreamAt(await startOldService())));
  await bridge.logged('Upstream north gives no outcomes');
  const ready = await fetch(`${bridge.httpUrl}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toContain('upstream north is refused: rejected with error 9013');
  expect(await (await fetch(`${bridge.httpUrl}/metrics`)).text()).toContain(
    'sdmp_bridge_upstream_refused{upstream="north"} 1',
  );
  expect((await fetch(`${bridge.httpUrl}/healthz`)).status).toBe(200);
});

test(`${verifies('EO-10')}set to the dialer's release, nothing younger is asked for`, async () => {
  const upstream = upstreamAt(await startOldService(), `, release: "${releaseWithoutRate}"`);
  const bridge = await startBridge(writeConfig(temporaryDirectory(), upstream));
  await bridge.logged('Upstream north is live');
  expect(await (await fetch(`${bridge.httpUrl}/readyz`)).json()).toMatchObject({ ready: true, missing: [] });
});
