import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { verifies } from '@sdmp/requirements';
import { startLink, startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { IncidentEntry, IncidentsPage } from '../src/http/incidents/schema.ts';
import type { Tick } from '../src/http/live/schema.ts';
import { openIncidentFile } from '../src/incidents/open-incident-file.ts';
import { createBridgeEvents } from '../src/log/bridge-events.ts';
import { EventReader } from './http/support/event-reader.ts';
import type { BridgeLog } from './support/bridge-log.ts';
import { startBridgeProgram, temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { startBridge } from './support/start-bridge.ts';
import { rawSubscriber } from './support/raw-subscriber.ts';
import { numberedFields } from './support/numbered-outcomes.ts';

// Each starts the program, some again and again.
vi.setConfig({ testTimeout: 120_000 });

async function incidentsOf({ httpUrl }: BridgeLog, query = ''): Promise<readonly IncidentEntry[]> {
  const response = await fetch(`${httpUrl}/api/v1/incidents?${query}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as IncidentsPage).incidents;
}

/** Waits for an entry that is as wanted, a look with each tick of the bridge. */
async function entered(bridge: BridgeLog, query: string, isWanted: (entry: IncidentEntry) => boolean) {
  const stream = await fetch(`${bridge.httpUrl}/api/v1/live`);
  const ticks = new EventReader(stream);
  try {
    for (;;) {
      const found = (await incidentsOf(bridge, query)).find(isWanted);
      if (found !== undefined) return found;
      await ticks.next();
    }
  } finally {
    await ticks.close();
  }
}

async function startDialer() {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const link = await startLink({ target: { host: '127.0.0.1', port: dialer.port } });
  onTestFinished(() => link.close());
  return { dialer, link };
}

test(`${verifies('INC-1')}a link that was cut is told later with its reason and duration, after a kill and a restart too`, async () => {
  const { link } = await startDialer();
  const file = writeConfig(temporaryDirectory(), upstreamAt(link.port));
  const bridge = await startBridgeProgram(file);
  await bridge.logged('Upstream north is live');
  link.cut({ how: 'reset' });
  const away = await entered(bridge, 'part=upstream&name=north', ({ after }) => after === 'away');
  expect(away).toMatchObject({ before: 'live', level: 'bad', reason: expect.stringMatching(/\S/), times: 1 });
  expect(away).not.toHaveProperty('endedAt');
  await link.restore();
  const over = await entered(
    bridge,
    'part=upstream',
    ({ after, endedAt }) => after === 'away' && endedAt !== undefined,
  );
  expect(over.durationMs).toBe(Date.parse(over.endedAt ?? '') - Date.parse(over.at));
  await bridge.stop('SIGKILL');
  const again = await startBridge(file);
  expect(await incidentsOf(again, 'part=upstream')).toContainEqual(over);
  const [running, killed] = await incidentsOf(again, 'part=bridge');
  expect(running).toMatchObject({ before: 'killed', after: 'running', level: 'good' });
  expect(killed).toMatchObject({
    before: 'running',
    after: 'killed',
    level: 'bad',
    reason: expect.stringContaining('without being stopped'),
    endedAt: running?.at,
  });
  expect(await again.stop()).toBe(0);
  const third = await startBridge(file);
  const stopped = (await incidentsOf(third, 'part=bridge')).find(({ after }) => after === 'stopped');
  expect(stopped).toMatchObject({ before: 'running', level: 'warn', reason: 'It was asked to stop' });
});

test(`${verifies('INC-1')}a sink whose receiver refuses, and configurations that were read or refused, are entered`, async () => {
  const { dialer } = await startDialer();
  let status = 422;
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end('the number 0201 555 0199 is blocked'));
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  onTestFinished(() => void receiver.close());
  const address = receiver.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const directory = temporaryDirectory();
  const sinks = `sinks:\n  - { name: crm, retry: { first: 10ms, longest: 50ms }, webhook: { url: "http://127.0.0.1:${port}/" } }\n`;
  const file = writeConfig(directory, upstreamAt(dialer.port), sinks);
  const bridge = await startBridge(file);
  await bridge.logged('Upstream north is live');
  dialer.record(numberedFields(1));
  const refusing = await entered(bridge, 'part=sink', ({ after }) => after === 'refusing');
  expect(refusing).toMatchObject({ name: 'crm', before: 'running', level: 'bad' });
  expect(refusing.reason).toContain('422');
  expect(refusing.reason).not.toContain('0199');
  status = 500;
  dialer.record(numberedFields(2));
  const failing = await entered(bridge, 'part=sink', ({ after }) => after === 'failing');
  expect(failing.reason).toContain('500');
  writeConfig(directory, upstreamAt(dialer.port), `${sinks}nonsense: 1\n`);
  await bridge.reload();
  await entered(bridge, 'part=configuration', ({ after }) => after === 'refused');
  writeConfig(directory, upstreamAt(dialer.port));
  await bridge.reload();
  const applied = await entered(bridge, 'part=configuration', ({ after }) => after === 'applied');
  expect(applied).toMatchObject({ level: 'good', reason: 'It was read again; sinks stopped: crm', durationMs: 0 });
  // The sink was stopped on purpose: that is no incident.
  const entries = await incidentsOf(bridge, 'part=sink');
  expect(entries.map(({ after }) => after)).not.toContain('stopped');
  await entered(bridge, 'part=sink', ({ after, endedAt }) => after === 'failing' && endedAt !== undefined);
});

test(`${verifies('INC-1')}a subscriber that goes away is entered without its token`, async () => {
  const { dialer } = await startDialer();
  const bridge = await startBridge(writeConfig(temporaryDirectory(), upstreamAt(dialer.port)));
  await bridge.logged('Upstream north is live');
  const subscriber = await rawSubscriber(bridge.port);
  subscriber.send('EO\\TX1\\PSsecret-token-of-crm\\FO\\SO\\TK1');
  await subscriber.until(/MV/);
  const ticks = new EventReader(await fetch(`${bridge.httpUrl}/api/v1/live`));
  for (let isWatched = false; !isWatched; ) {
    const { data } = await ticks.next();
    isWatched = ((data as Partial<Tick>).subscribers ?? []).some(({ condition }) => condition === 'live');
  }
  // The next look of the watch comes before the next tick but one.
  for (let tick = 0; tick < 3; tick++) await ticks.next();
  await ticks.close();
  subscriber.close();
  const idle = await entered(bridge, 'part=subscriber', ({ after }) => after === 'idle');
  expect(idle).toMatchObject({ before: 'live', level: 'unknown' });
  expect(JSON.stringify(await incidentsOf(bridge))).not.toContain('secret-token');
  expect(idle.name).toContain('••••');
});

test(`${verifies('INC-2')}a page of the log leads to the next, and a query that cannot be is refused`, async () => {
  const { dialer } = await startDialer();
  const directory = temporaryDirectory();
  const file = writeConfig(directory, upstreamAt(dialer.port));
  expect(await (await startBridge(file)).stop()).toBe(0);
  const bridge = await startBridge(file);
  const all = await incidentsOf(bridge);
  const page = async (query: string) =>
    (await (await fetch(`${bridge.httpUrl}/api/v1/incidents?${query}`)).json()) as IncidentsPage;
  const first = await page('limit=1');
  expect(first.incidents).toEqual(all.slice(0, 1));
  expect((await page(`limit=100&cursor=${first.next}`)).incidents).toEqual(all.slice(1));
  for (const query of ['part=dialer', 'from=yesterday', 'limit=0', 'colour=red']) {
    expect((await fetch(`${bridge.httpUrl}/api/v1/incidents?${query}`)).status, query).toBe(400);
  }
});

test(`${verifies('INC-1', 'INC-2')}what is on disk survives kills in the midst of writing, and the file stays usable`, async () => {
  const directory = temporaryDirectory();
  const program = fileURLToPath(new URL('support/write-incidents.ts', import.meta.url));
  const written: string[] = [];
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, [program, directory, String(round)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    // Killed wherever it is when that many are said to be on disk.
    const enough = `\n${20 + round * 37}\n`;
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes(enough)) child.kill('SIGKILL');
    });
    // Not before all that it said was read.
    await once(child, 'close');
    written.push(
      ...said
        .split('\n')
        .slice(0, -1)
        .map((line) => `${round}-${line}`),
    );
  }
  const events = createBridgeEvents({});
  const file = openIncidentFile(directory, events, Date.now());
  onTestFinished(() => file.close());
  const names = new Set(file.find({ part: 'upstream', limit: 1_000_000 }).map(({ name }) => name));
  expect(written.filter((name) => !names.has(name))).toEqual([]);
  expect(written.length).toBeGreaterThan(6 * 20);
  // One more each at most: written, and not said yet.
  expect(names.size - written.length).toBeLessThanOrEqual(6);
  expect(file.find({ part: 'bridge', limit: 100 }).filter(({ after }) => after === 'killed')).toHaveLength(5);
  expect(events.records()).toEqual([]);
});
