import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { afterAll, expect, test } from 'vitest';
import type { Breakage } from '../../../scripts/soak/breakages.ts';
import { judge } from '../../../scripts/soak/judge.ts';
import { readRecording } from '../../../scripts/soak/recording.ts';
import { runSoak } from '../../../scripts/soak/run-soak.ts';

const home = mkdtempSync(join(tmpdir(), 'sdmp-soak-test-'));
const lines: string[] = [];

afterAll(() => rmSync(home, { recursive: true, force: true }));

function soak(
  name: string,
  forMs: number,
  more: {
    readonly breakage?: Breakage;
    readonly interrupted?: AbortSignal;
    readonly onLine?: (line: string) => void;
  } = {},
) {
  return runSoak({
    forMs,
    rate: 100,
    seed: 1,
    samplesFile: join(home, name),
    print: (line) => {
      lines.push(line);
      more.onLine?.(line);
    },
    interrupted: new AbortController().signal,
    ...more,
  });
}

function badOf(recording: Awaited<ReturnType<typeof soak>>): readonly string[] {
  return judge(recording)
    .filter(({ isGood }) => isGood === false)
    .map(({ what, found }) => `${what}: ${found}`);
}

/** The long form is `pnpm soak`. */
test(`${verifies('PS-1', 'ACK-3', 'ACK-5', 'TR-3')}programs under load, by TLS, restarted, killed and cut off, lose and double nothing`, async () => {
  const recording = await soak('good.jsonl', 30_000);
  expect(badOf(recording), lines.join('\n')).toEqual([]);
  expect(recording.outcome.recorded).toBeGreaterThan(100);
  expect(recording.disturbances.length).toBeGreaterThan(0);
  expect(readRecording(join(home, 'good.jsonl'))).toEqual(recording);
}, 600_000);

test.each(['loss', 'double'] as const)(
  'a soak finds a %s',
  async (breakage) => {
    const bad = badOf(await soak(`${breakage}.jsonl`, 3000, { breakage }));
    expect(
      bad.filter((each) => each.startsWith('delivery')),
      lines.join('\n'),
    ).toHaveLength(4);
  },
  600_000,
);

test('a soak that is interrupted judges what there is', async () => {
  const stopping = new AbortController();
  const recording = await soak('interrupted.jsonl', 3_600_000, {
    interrupted: stopping.signal,
    // The first line tells of the first sample.
    onLine: () => stopping.abort(),
  });
  expect(badOf(recording), lines.join('\n')).toEqual([]);
  expect(recording.outcome.ranMs).toBeLessThan(3_600_000);
}, 600_000);
