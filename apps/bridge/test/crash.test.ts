import { join } from 'node:path';
import { decode } from '@sdmp/codec';
import { bodyOf, type Journal, openMemoryJournal, openSqliteJournal, readBatches } from '@sdmp/journal';
import { outcomeRecord } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { startOutcomeService } from '@sdmp/runtime';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import {
  type RunningBridge,
  startBridgeProgram,
  temporaryDirectory,
  upstreamAt,
  writeConfig,
} from './support/bridge-program.ts';
import { Collector } from './support/collector.ts';
import { numberedFields, sessionsUpTo } from './support/numbered-outcomes.ts';

const perRound = 2000;
const rounds = 3;

async function metric(bridge: RunningBridge, name: string): Promise<number> {
  const page = await (await fetch(`${bridge.httpUrl}/metrics`)).text();
  return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(page)?.[1]);
}

/** Kills the bridge in the middle of each round, and has a last one record the rest. */
async function killAgainAndAgain(upstreamPort: number, dial: (count: number) => Promise<void>) {
  const directory = temporaryDirectory();
  const file = writeConfig(directory, upstreamAt(upstreamPort));
  const seen = new Set<string>();
  let duplicates = 0;
  for (let round = 0; round <= rounds; round++) {
    const bridge = await startBridgeProgram(file);
    const collector = new Collector(bridge.port, seen);
    await collector.subscribed();
    await bridge.logged('Upstream north is connected');
    const isLast = round === rounds;
    await dial(perRound);
    await collector.arrived((round + (isLast ? 1 : 0.5)) * perRound);
    duplicates += await metric(bridge, 'sdmp_bridge_upstream_duplicates_dropped_total');
    await bridge.stop(isLast ? 'SIGTERM' : 'SIGKILL');
    await collector.close();
  }
  return { recorded: await sessionsIn(join(directory, 'sdmp-data')), delivered: seen, duplicates };
}

/** The session identifiers of everything in a journal, in order. */
async function sessionsIn(directory: string): Promise<readonly string[]> {
  const journal = await openSqliteJournal({ directory, readOnly: true });
  const sessions: string[] = [];
  for await (const step of readBatches(journal)) {
    if (step.kind === 'gap') throw new Error(`positions ${step.from} to ${step.to - 1} are missing: ${step.reason}`);
    if (step.kind !== 'batch') continue;
    for (let at = step.from; at < step.to; at++) {
      const body = Buffer.from(bodyOf(step.batch, at - step.batch.first)).toString();
      sessions.push(/\\SI([^\\]*)/.exec(body)?.[1] ?? '');
    }
  }
  await journal.close();
  return sessions;
}

async function appendNumbered(journal: Journal, first: number, count: number): Promise<void> {
  const records = Array.from({ length: count }, (_, index) => {
    const fields = numberedFields(first + index);
    const pairs = fields.flatMap((code, at) => (at % 2 === 0 ? [`\\${code}${fields[at + 1] ?? ''}`] : []));
    return outcomeRecord(decode(`OZ${pairs.join('')}`), { time: Date.now() });
  });
  await journal.append(records);
}

test(`${verifies('PS-2', 'ACK-3')}a bridge that is killed loses nothing and doubles nothing of a service that gives places`, async () => {
  const journal = await openMemoryJournal();
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  onTestFinished(() => service.close());
  let dialed = 0;
  const dial = async (count: number): Promise<void> => {
    await appendNumbered(journal, dialed, count);
    dialed += count;
  };
  const { recorded, delivered, duplicates } = await killAgainAndAgain(service.addresses[0]?.port ?? 0, dial);
  expect(recorded).toEqual(sessionsUpTo(dialed));
  expect(delivered.size).toBe(dialed);
  expect(duplicates).toBeGreaterThan(0);
});

test(`${verifies('ACK-2')}a bridge that is killed loses nothing of a dialer that gives no places`, async () => {
  const dialer = await startSimulatedDialer();
  onTestFinished(() => dialer.stop());
  let dialed = 0;
  const dial = async (count: number): Promise<void> => {
    for (const end = dialed + count; dialed < end; dialed++) dialer.record(numberedFields(dialed));
  };
  const { recorded, delivered } = await killAgainAndAgain(dialer.port, dial);
  expect(new Set(recorded)).toEqual(new Set(sessionsUpTo(dialed)));
  expect(delivered.size).toBe(dialed);
});
