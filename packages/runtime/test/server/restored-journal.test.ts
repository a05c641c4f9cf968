import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '@sdmp/codec';
import { exportArchive, importArchive, type Journal, openSqliteJournal } from '@sdmp/journal';
import { placeCode, shortPlaceTokenPrefix } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { numbered, recordOf, runService } from './support/running-service.ts';

const request = String.raw`EO\TXfeed\PSapp\CS1000000\FO\SO\TKon`;
const accepted = String.raw`MV\TKon`;
const newToken = String.raw`WP\PSapp`;

async function folder(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-restored-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function archiveOf(journal: Journal): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of exportArchive(journal)) pieces.push(piece);
  return pieces;
}

async function imported(pieces: readonly Uint8Array[]): Promise<Journal> {
  const directory = join(await folder(), 'restored');
  async function* archive(): AsyncGenerator<Uint8Array> {
    yield* pieces;
  }
  await importArchive(archive(), { directory });
  const journal = await openSqliteJournal({ directory });
  onTestFinished(() => journal.close());
  return journal;
}

/** A journal with outcomes 1 to 3 and a parked token, as an archive, with more recorded after it was made. */
async function backup(): Promise<{ readonly pieces: readonly Uint8Array[]; readonly id: string }> {
  const journal = await openSqliteJournal({ directory: await folder() });
  onTestFinished(() => journal.close());
  await using running = await runService({ journal });
  const client = await running.connect();
  client.send(request);
  expect(await client.take(2)).toEqual([accepted, newToken]);
  await client.end();
  await running.recordNumbered(1, 3);
  const pieces = await archiveOf(journal);
  await running.recordNumbered(4, 9);
  return { pieces, id: journal.id };
}

test(
  verifies('PS-11', 'PS-3') +
    'a subscriber that passes a restore is told by WP, once, and gets all that is recorded after it',
  async () => {
    const { pieces } = await backup();
    const journal = await imported(pieces);
    await using running = await runService({ journal });
    await running.recordNumbered(101, 102);
    const client = await running.connect();
    client.send(request);
    const frame = (number: number): string => `OZ\\TXfeed${numbered(number)}`;
    expect(await client.take(7)).toEqual([accepted, frame(1), frame(2), frame(3), newToken, frame(101), frame(102)]);
    expect(running.service.status().counters).toMatchObject({ gaps: 1, outcomesLostToRetention: 0 });
    expect(running.warnings.join('\n')).toMatch(/restore/);
    await client.end();
    const again = await running.connect();
    again.send(request);
    expect(await again.next()).toBe(accepted);
    await running.recordNumbered(103, 103);
    expect(await again.next()).toBe(frame(103));
    expect(running.service.status().counters.gaps).toBe(1);
  },
);

test(verifies('PS-11') + 'places before a restore keep their names, and those after it have other ones', async () => {
  const { pieces, id } = await backup();
  const journal = await imported(pieces);
  await using running = await runService({ journal });
  await journal.append([recordOf(`OZ${numbered(101)}`)]);
  const client = await running.connect();
  client.send(`EO\\TXfeed\\PSapp\\CS1000000\\FO\\SO\\TK${shortPlaceTokenPrefix}1`);
  const branch = decode(await client.next()).get(placeCode) ?? '';
  expect(branch).toMatch(new RegExp(`^${id}-[a-z]{8}$`));
  const frames = await client.take(5);
  const journals = frames.flatMap((frame) => decode(frame).get(placeCode)?.split('.')[0] ?? []);
  expect(journals).toEqual([id, id, id, '']);
});
