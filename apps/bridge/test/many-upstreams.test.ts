import { join } from 'node:path';
import { openSqliteJournal, readBatches } from '@sdmp/journal';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { startBridgeProgram, temporaryDirectory, writeConfig } from './support/bridge-program.ts';
import { Collector } from './support/collector.ts';
import { numberedFields } from './support/numbered-outcomes.ts';

/** Names of the sources of all records, in order. */
async function sourcesIn(directory: string): Promise<(string | undefined)[]> {
  const journal = await openSqliteJournal({ directory, readOnly: true });
  onTestFinished(() => journal.close());
  const sources: (string | undefined)[] = [];
  for await (const step of readBatches(journal)) {
    if (step.kind === 'gap') throw new Error(`positions ${step.from} to ${step.to - 1} are missing: ${step.reason}`);
    if (step.kind !== 'batch') continue;
    const { batch, from, to } = step;
    for (const scope of batch.scopeOf.subarray(from - batch.first, to - batch.first)) {
      sources.push(batch.scopes[scope]?.source);
    }
  }
  return sources;
}

test('each outcome is kept with the name of the dialer it came from', async () => {
  const north = await startSimulatedDialer();
  onTestFinished(() => north.stop());
  const south = await startSimulatedDialer();
  onTestFinished(() => south.stop());
  const directory = temporaryDirectory();
  const upstream = (name: string, port: number): string =>
    `  - { name: ${name}, host: 127.0.0.1, port: ${port}, persistToken: bridge }\n`;
  const bridge = await startBridgeProgram(
    writeConfig(directory, upstream('north', north.port) + upstream('south', south.port)),
  );
  const collector = new Collector(bridge.port);
  await collector.subscribed();
  await north.until(({ transactions }) => transactions.length > 0);
  await south.until(({ transactions }) => transactions.length > 0);
  for (let index = 0; index < 10; index++) north.record(numberedFields(index));
  await collector.arrived(10);
  for (let index = 10; index < 15; index++) south.record(numberedFields(index));
  await collector.arrived(15);
  const sources = await sourcesIn(join(directory, 'sdmp-data'));
  expect(sources).toEqual([...Array.from({ length: 10 }, () => 'north'), ...Array.from({ length: 5 }, () => 'south')]);
});
