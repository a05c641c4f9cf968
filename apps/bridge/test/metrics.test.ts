import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

const dashboard = readFileSync(new URL('../grafana/sdmp-bridge.json', import.meta.url), 'utf8');
const alertsFile = fileURLToPath(new URL('../prometheus/sdmp-bridge.rules.yaml', import.meta.url));
const alerts = readFileSync(alertsFile, 'utf8');

test('the Grafana dashboard and the alerts ask for metrics that are there', async () => {
  const page = await metricsPage();
  const asked = new Set(
    Array.from((dashboard + alerts).matchAll(/sdmp_bridge_\w+/g), ([name]) => name.replace(/_(bucket|sum|count)$/, '')),
  );
  expect(asked.size).toBeGreaterThan(10);
  for (const name of asked) expect(page).toContain(`# TYPE ${name} `);
});

/** Returns the expressions of rules in YAML. */
function expressionsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/^ +expr: (.+)$/gm), ([, expression = '']) => expression);
}

test('what the documentation says to watch is what the alerts watch', () => {
  const documentation = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');
  const [, table = ''] = /^## What to watch\n([\s\S]*)/m.exec(documentation) ?? [];
  const watched = Array.from(table.matchAll(/^\| `([^`]+)`/gm), ([, expression = '']) => expression);
  expect(watched.length).toBeGreaterThan(5);
  expect(expressionsOf(alerts)).toEqual(watched);
});

test.skipIf(!isHere)(
  'Prometheus takes every expression of the dashboard and of the alerts, and fires one when its time has come',
  () => {
    const directory = temporaryDirectory();
    const asked = Array.from(dashboard.matchAll(/"expr": ("(?:[^"\\]|\\.)+")/g), ([, text = '']) => text);
    expect(asked.length).toBeGreaterThan(10);
    const panels = asked.map((text, index) => `      - { record: 'panel:${index}', expr: ${text} }\n`).join('');
    const rules = join(directory, 'panels.yaml');
    writeFileSync(rules, `groups:\n  - name: panels\n    rules:\n${panels}`);
    const unit = join(directory, 'unit.yaml');
    const series = `{ series: 'sdmp_bridge_upstream_connected{upstream="north",instance="b:8080"}', values: '1 0x10' }`;
    const annotations = /SdmpDialerAway[\s\S]*?( {10}summary:.*\n {10}description:.*\n)/.exec(alerts)?.[1] ?? '';
    const expected = annotations
      .replaceAll('{{ $labels.upstream }}', 'north')
      .replaceAll('{{ $labels.instance }}', 'b:8080')
      .replaceAll(/^ +/gm, '              ');
    writeFileSync(
      unit,
      `rule_files: [${alertsFile}]
tests:
  - interval: 1m
    input_series: [${series}]
    alert_rule_test:
      - { eval_time: 5m, alertname: SdmpDialerAway }
      - eval_time: 6m
        alertname: SdmpDialerAway
        exp_alerts:
          - exp_labels: { severity: warning, upstream: north, instance: 'b:8080' }
            exp_annotations:
${expected}`,
    );
    for (const words of [
      ['check', 'rules', alertsFile, rules],
      ['test', 'rules', unit],
    ]) {
      const { status, stdout, stderr } = spawnSync('promtool', words, { encoding: 'utf8' });
      expect(status, stdout + stderr).toBe(0);
    }
  },
);
