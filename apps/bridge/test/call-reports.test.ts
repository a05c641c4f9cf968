import { startSimulatedDialer } from '@sdmp/testkit';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { startBridge } from './support/start-bridge.ts';

test(
  verifies('CALL-1', 'CALL-9') + 'a bridge with reports makes outcomes of them, and has no report left at its end',
  async () => {
    const dialer = await startSimulatedDialer();
    onTestFinished(() => dialer.stop());
    const config = writeConfig(temporaryDirectory(), upstreamAt(dialer.port), 'reports: { openCalls: 2 }\n');
    const { httpUrl } = await startBridge(config);
    const post = async (report: Readonly<Record<string, unknown>>): Promise<number> => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${httpUrl}/api/v1/reports`, { method: 'POST', headers, body: JSON.stringify(report) }))
        .status;
    };
    expect(await post({ report: 'delayNotification', sessionIdentifier: 'a' })).toBe(201);
    expect(await post({ report: 'callFailed', sessionIdentifier: 'a', cause: 2 })).toBe(201);
    expect(await post({ report: 'callFailed', sessionIdentifier: 'a', cause: 2 })).toBe(201);
    await expect
      .poll(async () => {
        const response = await fetch(`${httpUrl}/api/v1/outcomes`);
        const { outcomes } = (await response.json()) as { readonly outcomes: readonly unknown[] };
        return outcomes;
      })
      .toMatchObject([{ sessionIdentifier: 'a', reason: 2 }]);
    const page = await (await fetch(`${httpUrl}/metrics`)).text();
    expect(page).toContain('sdmp_bridge_reports_ignored_total 1');
  },
);
