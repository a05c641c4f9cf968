import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { decode } from '@sdmp/codec';
import { type JournalRecord, openMemoryJournal } from '@sdmp/journal';
import { outcomeRecord } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { startOutcomeService } from '@sdmp/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { hasNatsServer, NatsServers } from '../../../packages/journal/test/support/nats-servers.ts';
import { startBridgeProgram, temporaryDirectory, writeConfig } from './support/bridge-program.ts';
import { Collector } from './support/collector.ts';
import { numberedFields, sessionsUpTo } from './support/numbered-outcomes.ts';

function recordOf(number: number): JournalRecord {
  const fields = numberedFields(number);
  const pairs = Array.from({ length: fields.length / 2 }, (_, at) => `\\${fields[at * 2]}${fields[at * 2 + 1]}`);
  return outcomeRecord(decode(`OZ${pairs.join('')}`), { time: Date.now() });
}

test.skipIf(!hasNatsServer)(
  `${verifies('PS-2', 'OZ-5')}of two bridges over one stream one dies: the other serves its persist token, and nothing is lost`,
  { timeout: 180_000 },
  async () => {
    const servers = await NatsServers.start(1);
    onTestFinished(() => servers.dispose());
    // A service that gives each outcome its place: by it the journal knows what the other bridge has recorded.
    const recorded = await openMemoryJournal();
    const source = await startOutcomeService({ journal: recorded, listen: [{ port: 0 }] });
    onTestFinished(() => source.close());
    const port = source.addresses[0]?.port ?? 0;
    const stream = `journal_${randomUUID()}`;
    const journal = `journal: { engine: jetstream, servers: ['${servers.urls[0]}'], stream: ${stream}, replicas: 1 }\n`;
    const startOne = (token: string) => {
      const upstream = `  - { name: north, host: 127.0.0.1, port: ${port}, persistToken: ${token} }`;
      return startBridgeProgram(writeConfig(temporaryDirectory(), upstream, journal));
    };
    const one = await startOne('one');
    const other = await startOne('other');
    while (source.status().transactions.length < 2) await sleep(20);

    let dialed = 0;
    const dial = async (count: number): Promise<void> => {
      for (const end = dialed + count; dialed < end; dialed++) await recorded.append([recordOf(dialed)]);
    };
    const seen = new Set<string>();
    const first = new Collector(one.port, seen);
    await first.subscribed();
    await dial(1000);
    await first.arrived(1000);
    // Both bridges recorded them; the stream has each once.
    expect(first.sessions).toEqual(sessionsUpTo(1000));

    await one.stop('SIGKILL');
    await dial(1000);
    const second = new Collector(other.port, seen);
    // Only when the other bridge has taken the token over: until then it is the dead one's.
    await second.subscribed();
    await dial(1000);
    await second.arrived(3000);
    expect([...seen]).toEqual(sessionsUpTo(3000));
    // Twice comes at most what the dead bridge had delivered since it last noted the acknowledged position.
    expect(second.sessions).toEqual(sessionsUpTo(3000).slice(3000 - second.sessions.length));
    await first.close();
  },
);
