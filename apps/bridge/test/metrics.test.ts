import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { startBridge } from './support/start-bridge.ts';

const isHere = spawnSync('promtool', ['--version'], { stdio: 'ignore' }).status === 0;

/** The metrics of a bridge that has an upstream and a sink. */
async function metricsPage(): Promise<string> {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const sinks = 'sinks:\n  - { name: crm, webhook: { url: "http://127.0.0.1:9/" } }\n';
  const file = writeConfig(temporaryDirectory(), upstreamAt(dialer.port), sinks);
  const { httpUrl } = await startBridge(file);
  return (await fetch(`${httpUrl}/metrics`)).text();
}

function promtool(page: string): Promise<{ readonly exitCode: unknown; readonly complaints: string }> {
  return new Promise((resolve) => {
    const child = execFile('promtool', ['check', 'metrics'], (error, output, messages) => {
      resolve({ exitCode: error === null ? 0 : error.code, complaints: output + messages });
    });
    child.stdin?.end(page);
  });
}

test.skipIf(!isHere)('promtool finds nothing to complain about', async () => {
  expect(await promtool(await metricsPage())).toEqual({ exitCode: 0, complaints: '' });
});

test('every metric is in the documentation, and every documented one is there', async () => {
  const page = await metricsPage();
  const described = ['metrics.md', 'reliability.md'].flatMap((file) => {
    const documentation = readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8');
    return Array.from(
      documentation.matchAll(/^\| .*`(sdmp_bridge_\w+)`\s*\| (?:counter|gauge|histogram|\w+: `)/gm),
      ([, name]) => name,
    );
  });
  const served = Array.from(page.matchAll(/^# TYPE (sdmp_bridge_\w+)/gm), ([, name]) => name);
  expect(new Set(described)).toEqual(new Set(served));
});

test('the Grafana dashboard asks for metrics that are there', async () => {
  const page = await metricsPage();
  const dashboard = readFileSync(new URL('../grafana/sdmp-bridge.json', import.meta.url), 'utf8');
  const asked = new Set(
    Array.from(dashboard.matchAll(/sdmp_bridge_\w+/g), ([name]) => name.replace(/_(bucket|sum|count)$/, '')),
  );
  expect(asked.size).toBeGreaterThan(10);
  for (const name of asked) expect(page).toContain(`# TYPE ${name} `);
});
