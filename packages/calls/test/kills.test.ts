import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSqliteJournal, readBatches, recordsIn } from '@sdmp/journal';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';

const host = new URL('./support/report-host.ts', import.meta.url).pathname;
const kills = 8;
const callsPerLife = 30;

/** The reports of a call, in the order of their sending; their acknowledgement is waited for one by one. */
function framesOf(session: number): readonly string[] {
  if (session % 3 === 1) return [`UO\\SI${session}\\RE98`, `UO\\SI${session}\\AO${session}`];
  if (session % 3 === 0) return [`DN\\CNa\\SI${session}`, `CF\\CNa\\SI${session}\\CA2`];
  return [
    `LC\\CNa\\SI${session}\\TI${session}\\ANagent${session}`,
    `ND\\CNa\\SI${session}\\IR16`,
    `TC\\ANagent${session}\\AO${session}`,
  ];
}

/** What comes of the session; of a correction the time of the first is `T`. */
function outcomesOf(session: number): readonly string[] {
  const failed = `\\CNa\\SI${session}\\RE2`;
  if (session % 3 === 0) return [failed];
  if (session % 3 === 2) return [`\\CNa\\ANagent${session}\\SI${session}\\RE10\\AO${session}\\IR16`];
  return [failed, `\\ZV2.T.0.2..\\CNa\\SI${session}\\RE98`, `\\ZV3.T.0.98..\\CNa\\SI${session}\\RE98\\AO${session}`];
}

/** Outcomes that come ready made, each corrected twice. */
async function recordReadyMade(directory: string): Promise<void> {
  const journal = await openSqliteJournal({ directory: join(directory, 'outcomes') });
  const record = { time: Date.now(), tenant: 'default', campaign: 'a', classes: 2 };
  const sessions = Array.from({ length: kills * callsPerLife }, (_, at) => at).filter((session) => session % 3 === 1);
  await journal.append(sessions.map((session) => ({ ...record, body: `\\CNa\\SI${session}\\RE2` })));
  await journal.close();
}

interface Life {
  readonly send: (frame: string) => Promise<boolean>;
  readonly kill: () => void;
  /** Ends its input and waits until it has made its outcomes. */
  readonly end: () => Promise<void>;
}

async function live(directory: string): Promise<Life> {
  const child = spawn(process.execPath, [host, directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const waiting = new Map<string, (isAccepted: boolean) => void>();
  const ready = Promise.withResolvers<void>();
  const closed = once(child, 'close');
  void closed.then(() => {
    for (const settle of waiting.values()) settle(false);
  });
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') ready.resolve();
    const frame = line.replace('accepted ', '');
    waiting.get(frame)?.(true);
    waiting.delete(frame);
  });
  await ready.promise;
  return {
    send: (frame) => {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(false);
      const sent = Promise.withResolvers<boolean>();
      waiting.set(frame, sent.resolve);
      child.stdin.write(`${frame}\n`);
      return sent.promise;
    },
    kill: () => void child.kill('SIGKILL'),
    end: async () => {
      child.stdin.end();
      await closed;
    },
  };
}

test(verifies('CALL-5', 'CALL-14') +
  'kills between and within reports lose none that was accepted, and make no outcome twice', {
  timeout: 120_000,
}, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-calls-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  await recordReadyMade(directory);
  /** What is still to be sent of each call; a report that was not acknowledged is sent again. */
  let left: (readonly [session: number, frames: readonly string[]])[] = [];
  let next = 1;
  for (let kill = 0; kill <= kills; kill++) {
    const life = await live(directory);
    const isLast = kill === kills;
    if (!isLast) for (let made = 0; made < callsPerLife; made++, next++) left.push([next, framesOf(next)]);
    let accepted = 0;
    const later: typeof left = [];
    await Promise.all(
      left.map(async ([session, frames]) => {
        for (const [at, frame] of frames.entries()) {
          if (await life.send(frame)) accepted++;
          else return later.push([session, frames.slice(at)]);
          // Each life ends somewhere else, with reports of many calls under way.
          if (!isLast && accepted === 5 + 7 * kill) life.kill();
        }
        return 0;
      }),
    );
    left = later;
    if (isLast) await life.end();
  }
  expect(left).toEqual([]);
  const journal = await openSqliteJournal({ directory: join(directory, 'outcomes') });
  onTestFinished(() => journal.close());
  const outcomes: string[] = [];
  for await (const step of readBatches(journal)) {
    if (step.kind !== 'batch') continue;
    for (const { body } of recordsIn(step)) outcomes.push(Buffer.from(body).toString());
  }
  const expected = Array.from({ length: next - 1 }, (_, index) => outcomesOf(index + 1)).flat();
  expect(outcomes.map((each) => each.replace(/^(\\ZV\d)\.\d+/, '$1.T')).toSorted()).toEqual(expected.toSorted());
});
