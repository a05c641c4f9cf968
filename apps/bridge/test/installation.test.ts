import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import type { Campaigns } from '../src/http/campaigns/schema.ts';
import type { OutcomesPage } from '../src/http/outcomes/schema.ts';
import type { DeadLettersPage, SinkEntry } from '../src/http/sinks/schema.ts';
import { startBridgeProgram, temporaryDirectory, upstreamAt, writeConfig } from './support/bridge-program.ts';
import { runWords } from './support/run-words.ts';

const schema = (type: string): string =>
  JSON.stringify({
    columns: [
      { from: 'Balance', name: 'amount', type },
      { from: 'Card', mask: 'end' },
    ],
  });

const rules = (category: string): string =>
  JSON.stringify({
    agentOutcomes: [
      { code: 167, name: 'Sale', category: 'sale' },
      { code: 168, name: 'Later', category: 'later' },
    ],
    rules: { success: { category: 'sale' }, conversion: { category } },
    disposition: { cases: [{ when: { rule: 'conversion' }, is: 'Closed Won' }], table: 'amazonConnect' },
  });

const fits = { campaignName: 'Sales', sessionIdentifier: 'A', reason: 10, agentOutcome: 167, data: 'Balance~N~12.5|' };
const breaks = { ...fits, sessionIdentifier: 'B', agentOutcome: 168, data: 'Balance~N~secretly|Card~N~47114711|' };

async function startInstallation() {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'data.json'), schema('number'));
  writeFileSync(join(directory, 'rules.json'), rules('sale'));
  const sinks =
    'sinks:\n  - { name: lake, files: { directory: lake }, wait: 10ms }\n  - { name: raw, files: { directory: raw }, data: recorded, wait: 10ms }\n  - { name: fitting, files: { directory: fitting }, data: columnsThatFit, wait: 10ms }\n';
  const more = `dataFile: data.json\nrulesFile: rules.json\n${sinks}`;
  const file = writeConfig(directory, upstreamAt(dialer.port), more);
  const bridge = await startBridgeProgram(file);
  const url = `${bridge.httpUrl}/api/v1`;
  const get = async <Answer>(path: string): Promise<Answer> => (await fetch(url + path)).json() as Promise<Answer>;
  const post = async (path: string, body: unknown): Promise<Response> =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { dialer, directory, file, bridge, get, post };
}

type Line = Readonly<Record<string, unknown>>;

function linesOf(directory: string): readonly Line[] {
  return readdirSync(directory)
    .filter((name) => name.includes('.ndjson'))
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n').slice(0, -1))
    .map((line) => JSON.parse(line) as Line)
    .toSorted((a, b) => Number(a['position']) - Number(b['position']));
}

test(`${verifies('LOB-2', 'LOB-3', 'RULE-3')} schema and rules of the configuration hold from the edge to the page, and are read again while the bridge runs`, async () => {
  const { dialer, directory, bridge, get, post } = await startInstallation();
  await dialer.until(({ transactions }) => transactions.length > 0);
  expect((await post('/outcomes', [fits, breaks])).status).toBe(201);
  dialer.record(['CN', 'Sales', 'SI', 'C', 'RE', '1', 'DT', '<no data']);
  const waiting = { timeout: 20_000 };
  const letters = async (sink: string): Promise<DeadLettersPage> => get(`/sinks/${sink}/dead-letters`);

  // However it came, what breaks the schema is told once for all, and for each sink that goes by it; nothing is lost.
  for (const sink of ['data-schema', 'lake']) {
    await expect.poll(async () => (await letters(sink)).deadLetters.length, waiting).toBe(2);
  }
  const { deadLetters } = await letters('data-schema');
  expect(deadLetters.map(({ reason, outcome }) => [outcome?.sessionIdentifier, reason])).toEqual([
    ['B', 'its data break the schema: Balance is no number'],
    ['C', expect.stringMatching(/^its data break the schema: /)],
  ]);
  expect((await get<OutcomesPage>('/outcomes')).outcomes).toHaveLength(3);
  await expect
    .poll(() => linesOf(join(directory, 'raw')).map(({ data }) => data), waiting)
    .toEqual([fits.data, breaks.data, '<no data']);
  expect(linesOf(join(directory, 'lake'))).toEqual([
    expect.objectContaining({
      sessionIdentifier: 'A',
      success: true,
      data: { amount: 12.5 },
      classification: expect.objectContaining({
        conversion: true,
        disposition: 'Closed Won',
        agentOutcomeName: 'Sale',
      }),
    }),
  ]);
  const metrics = await (await fetch(`${bridge.httpUrl}/metrics`)).text();
  expect(metrics).toMatch(/sdmp_bridge_sink_dead_letters\{sink="data-schema",kind="dataSchema"\} 2/);
  await bridge.logged('Sink data-schema');
  expect(bridge.log()).not.toMatch(/secretly|4711/);

  // Success and conversions are those of the rules.
  const total = async (): Promise<Campaigns['total']> => (await get<Campaigns>('/campaigns')).total;
  await expect.poll(total, waiting).toMatchObject({ calls: 3, connects: 1, conversions: 1, contacts: 2 });

  // A schema and rules that say something else are in force after a reload, and what waits is delivered by a replay.
  writeFileSync(join(directory, 'data.json'), schema('text'));
  writeFileSync(join(directory, 'rules.json'), rules('later'));
  await bridge.reload();
  await expect
    .poll(async () => (await get<Campaigns>('/campaigns')).campaigns.map(({ conversions }) => conversions), waiting)
    .toEqual([1]);
  for (const sink of ['data-schema', 'lake']) {
    const replayed = await runWords(['dead-letters', bridge.httpUrl, sink, '--replay', '--all']);
    expect(replayed).toMatchObject({ exitCode: 0, output: expect.stringContaining('1 of 2 dead letters taken') });
    expect((await letters(sink)).deadLetters.map(({ outcome }) => outcome?.sessionIdentifier)).toEqual(['C']);
  }
  const [, late] = linesOf(join(directory, 'lake'));
  expect(late).toMatchObject({
    sessionIdentifier: 'B',
    success: false,
    data: { amount: 'secretly', Card: '•••4711' },
    classification: { conversion: true, disposition: 'Closed Won' },
  });
  const listed = await runWords(['dead-letters', bridge.httpUrl]);
  expect(listed.output).toMatch(/data-schema\s+1/);
  const kinds = (await get<readonly SinkEntry[]>('/sinks')).map(({ name, kind }) => [name, kind]);
  expect(kinds).toContainEqual(['data-schema', 'dataSchema']);
});

test(`${verifies('LOB-3')} columnsThatFit delivers what fits of broken data; dead letters are shown and forgotten by cause and by position`, async () => {
  const { directory, bridge, get, post } = await startInstallation();
  const twice = { ...fits, sessionIdentifier: 'C', data: 'Balance~N~1|Balance~N~2|' };
  expect((await post('/outcomes', [fits, breaks, twice, breaks, breaks])).status).toBe(201);
  const dead = async (sink: string): Promise<readonly number[]> => {
    const page = await get<DeadLettersPage>(`/sinks/${sink}/dead-letters`);
    return page.deadLetters.map(({ position }) => position);
  };
  const waiting = { timeout: 20_000 };
  for (const sink of ['data-schema', 'lake']) await expect.poll(() => dead(sink), waiting).toEqual([1, 2, 3, 4]);

  // The sink that takes what fits has no dead letter: every outcome came, without what breaks the schema, masked.
  await expect.poll(() => linesOf(join(directory, 'fitting')).length, waiting).toBe(5);
  expect(await dead('fitting')).toEqual([]);
  const [, broken, doubled] = linesOf(join(directory, 'fitting'));
  expect(broken).toMatchObject({ sessionIdentifier: 'B', data: { Card: '•••4711' } });
  expect(doubled).toMatchObject({ sessionIdentifier: 'C', data: { amount: 1 } });

  const run = async (...words: readonly string[]): Promise<string> => {
    const { exitCode, output, messages } = await runWords(['dead-letters', bridge.httpUrl, 'lake', ...words]);
    expect([exitCode, messages]).toEqual([0, '']);
    return output;
  };
  const cause = 'its data break the schema: Balance is no number';
  expect(await run()).toMatch(new RegExp(` 3 {2}${cause}\n.* 1 {2}.*Balance is there twice`));
  const groups = (await run('--json'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  expect(groups).toMatchObject([{ cause, letters: 3 }, { letters: 1 }]);
  expect(await run('--discard', '--positions', '1,3,99')).toContain('lake: 2 of 4 dead letters forgotten');
  expect(await dead('lake')).toEqual([2, 4]);
  expect(await run('--discard', '--cause', cause)).toContain('lake: 1 of 2 dead letters forgotten');
  expect(await dead('lake')).toEqual([2]);
  expect(await run('--replay', '--positions', '2')).toContain('lake: 0 of 1 dead letter taken');
  expect(await dead('lake')).toEqual([2]);
  expect(await run('--discard', '--all')).toContain('lake: 1 of 1 dead letter forgotten');
  // Letters of others, and every outcome, stay.
  expect([await dead('lake'), await dead('data-schema')]).toEqual([[], [1, 2, 3, 4]]);
  expect((await get<OutcomesPage>('/outcomes')).outcomes).toHaveLength(5);
});

test.each([
  [['--discard'], 1, 'say which: --all, --cause TEXT or --positions 7,8'],
  [['--replay', '--discard', '--all'], 2, 'cannot be used with'],
  [['--discard', '--positions', '1;2'], 2, 'give positions such as 7,8'],
])('dead-letters %j is wrong, said in one line before anything is asked', async (words, code, says) => {
  const { exitCode, messages } = await runWords(['dead-letters', 'http://127.0.0.1:1', 'crm', ...words]);
  expect([exitCode, messages]).toEqual([code, expect.stringContaining(says)]);
});

test.each([
  ['rulesFile: rules.json\nrules: { agentOutcomes: [] }\n', 'rulesFile cannot stand beside rules'],
  ['data: { columns: [] }\n', 'data.columns'],
  ['data: { columns: [{ from: a, typ: text }] }\n', 'data.columns[0].typ is unknown: did you mean type?'],
  [
    'rules: { rules: { success: { rule: conversion } } }\n',
    "rules.rules.success.rule 'conversion' is not decided by then",
  ],
  ['dataFile: wrong.json\n', 'dataFile names'],
  [
    'data: { columns: [{ from: a }] }\nsinks: [{ name: data-schema, files: { directory: x } }]\n',
    'sinks[0].name is the name of what holds outcomes against the schema',
  ],
])(
  `${verifies('RULE-2')} a configuration whose rules or data cannot be meant is refused with the place: %s`,
  async (more, message) => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'rules.json'), rules('sale'));
    writeFileSync(join(directory, 'wrong.json'), '{ "columns": [{ "from": "a", "type": "money" }] }');
    const { exitCode, messages } = await runWords(['check', writeConfig(directory, upstreamAt(1), more)]);
    expect(exitCode).toBe(2);
    expect(messages).toContain(message);
  },
);
