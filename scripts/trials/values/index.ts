import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrialRun } from '../trial-kind.ts';
import { UsageError } from '../../usage.ts';
import { BridgeDoor } from './bridge-door.ts';
import { type GoodCase, isBad, type ValueCase } from './cases.ts';
import { Verdict } from './check-outputs.ts';
import { casesFor, directoryOf, FeedDoor } from './feed-door.ts';
import type { DoorEncoding } from './hostile-text.ts';
import { printJournal, runSinks } from './ways-out.ts';

const encodings: readonly DoorEncoding[] = ['utf-8', 'windows-1252', 'utf-16le'];
const doors = encodings.length + 2;
const fewestCases = 50;

function idsOf(cases: readonly ValueCase[]): readonly string[] {
  return cases.filter((each) => !isBad(each)).map(({ id }) => id);
}

/**
 * Hands hostile values in through every door: feeds in each encoding, the socket of a service, POST as JSON and as
 * CloudEvents, the import of an archive. Every way out is compared with what went in, and every refusal with what is wrong.
 * Resolves to whether nothing was changed, lost, invented or refused wrongly.
 */
export async function valueTrials({ count, seed, print }: TrialRun): Promise<boolean> {
  if (count < fewestCases) throw new UsageError(`--count: must be at least ${fewestCases} for values`);
  const root = await mkdtemp(join(tmpdir(), 'sdmp-values-'));
  const perDoor = Math.ceil(count / doors);
  const fed = encodings.map((encoding, door) => casesFor(seed, door, encoding, perDoor));
  const postedJson = casesFor(seed, encodings.length, 'utf-8', perDoor, true);
  const postedEvents = casesFor(seed, encodings.length + 1, 'utf-8', perDoor, true);
  const all = [...fed.flat(), ...postedJson, ...postedEvents];
  const good = all.filter((each): each is GoodCase => !isBad(each));
  const verdict = new Verdict(new Map(good.map((each) => [each.id, each])));
  const services = encodings.map(
    (encoding) => new FeedDoor({ encoding, directory: directoryOf(root, encoding), verdict }),
  );
  const tell = (lines: readonly string[]): void => print(`the same: ${lines.join(', ')}`);
  try {
    for (const service of services) await service.open();
    const bridge = await BridgeDoor.start(
      root,
      services.map(({ unicodePort }) => unicodePort),
      verdict,
    );
    for (const [door, service] of services.entries()) tell(await service.feed(fed[door] ?? []));
    await bridge.post('json', postedJson);
    await bridge.post('events', postedEvents);
    await bridge.recorded(good.length);
    const ids = idsOf(all);
    tell(await bridge.read(ids));
    await bridge.stop();
    for (const [door, service] of services.entries()) tell(await service.finish(idsOf(fed[door] ?? [])));
    const options = { directory: bridge.directory, root, verdict, good: ids, print };
    tell(await printJournal(options));
    tell(await runSinks(options));
  } finally {
    for (const service of services) await service.stop();
    await rm(root, { recursive: true, force: true });
  }
  for (const fault of verdict.faults) print(fault);
  print(
    `${all.length} cases through ${doors} doors: ${good.length} to be recorded, ${all.length - good.length} to be refused`,
  );
  print(`faults: ${verdict.faultCount}; seed ${seed}`);
  return verdict.faultCount === 0;
}
