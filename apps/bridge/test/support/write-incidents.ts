import { IncidentLog } from '../../src/incidents/incident-log.ts';
import { openIncidentFile } from '../../src/incidents/open-incident-file.ts';
import { createBridgeEvents } from '../../src/log/bridge-events.ts';

/** Run as a program: enters one incident after the other in the log of a folder, and prints how many are on disk, until it is killed. */
const [, , directory = '', round = ''] = process.argv;
const events = createBridgeEvents({});
const limits = { retainAge: 1e12, retainCount: 1_000_000, joinWithin: 1 };
const file = openIncidentFile(directory, events, Date.now());
const log = new IncidentLog({ file, limits, events, version: '1', isClockBelieved: () => true, now: Date.now });
const away = { part: 'upstream', before: 'live', after: 'away', level: 'bad', reason: 'reset by the peer' } as const;

function enter(number: number): void {
  const name = `${round}-${number}`;
  log.spell(`upstream ${name}`, { ...away, name, at: Date.now() }, Date.now() + 1);
  log.flush();
  // The next one waits until the reader's end has taken the number: what is queued here is lost when this process is killed.
  process.stdout.write(`${number}\n`, () => setImmediate(() => enter(number + 1)));
}

enter(0);
