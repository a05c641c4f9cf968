import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { conditions } from '../conditions/conditions.ts';
import { createBridgeEvents } from '../log/bridge-events.ts';
import { IncidentLog } from './incident-log.ts';
import { IncidentWatch } from './incident-watch.ts';
import type { Observation } from './observe-parts.ts';
import { openIncidentFile } from './open-incident-file.ts';

type UpstreamCondition = keyof typeof conditions.upstream;

/** A watch that looks when the test says so, a second after it looked before, at one upstream. */
function watchUpstream() {
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-watch-'));
  const clock = { at: Date.UTC(2026, 10, 28, 20) };
  const now = (): number => clock.at;
  const events = createBridgeEvents({});
  const file = openIncidentFile(directory, events, clock.at);
  const limits = { retainAge: 1e9, retainCount: 100, joinWithin: 60_000 };
  const log = new IncidentLog({ file, limits, events, version: '1', isClockBelieved: () => true, now, monotonic: now });
  let found: Observation[] = [];
  const watch = new IncidentWatch({ log, observe: () => found, noteEvents: () => undefined, now });
  onTestFinished(() => {
    watch.close();
    file.close();
    rmSync(directory, { recursive: true, force: true });
  });
  let failedAt: number | undefined;
  return {
    /** Looks after a second. `failed`: the link failed half a second before. */
    look: (condition: UpstreamCondition, failed?: 'failed'): void => {
      clock.at += 1000;
      if (failed !== undefined) failedAt = clock.at - 500;
      const failure =
        failedAt === undefined
          ? undefined
          : { condition: 'away', level: conditions.upstream.away, reason: 'reset', at: failedAt };
      const level = conditions.upstream[condition];
      const reason = level === 'bad' ? failure?.reason : undefined;
      found = [{ key: 'upstream north', part: 'upstream', name: 'north', condition, level, reason, failure }];
      watch.look();
    },
    entries: () =>
      log
        .find({ limit: 100, part: 'upstream' })
        .map(
          ({ before, after, times, endedAt }) =>
            `${before} to ${after}, ${times}, ${endedAt === undefined ? 'lasts' : 'over'}`,
        )
        .toReversed(),
  };
}

test('a link that failed and was back between two looks is an incident', () => {
  const { look, entries } = watchUpstream();
  look('live');
  look('live', 'failed');
  look('live');
  expect(entries()).toEqual(['live to away, 1, over']);
});

test('a link that failed between two looks and rolls its backlog forward at the second is an incident, as the roll is', () => {
  const { look, entries } = watchUpstream();
  look('live');
  look('rolling', 'failed');
  expect(entries()).toEqual(['live to away, 1, over', 'away to rolling, 1, lasts']);
  look('rolling');
  look('live');
  expect(entries()).toEqual(['live to away, 1, over', 'away to rolling, 1, over']);
});

test('a link that fails again while it rolls forward ends the roll, and begins another', () => {
  const { look, entries } = watchUpstream();
  look('live');
  look('away', 'failed');
  look('rolling');
  look('rolling', 'failed');
  look('live');
  expect(entries()).toEqual(['live to away, 1, over', 'away to rolling, 2, over', 'rolling to away, 1, over']);
});

test('a link that fails while it rolls forward and is live at the next look is an incident', () => {
  const { look, entries } = watchUpstream();
  look('live');
  look('rolling');
  look('live', 'failed');
  expect(entries()).toEqual(['live to rolling, 1, over', 'rolling to away, 1, over']);
});

test('attempts that fail while a link is down are no incidents of their own', () => {
  const { look, entries } = watchUpstream();
  look('live');
  look('away', 'failed');
  look('away', 'failed');
  look('live', 'failed');
  expect(entries()).toEqual(['live to away, 1, over']);
});
