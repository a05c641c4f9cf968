import { runCrashTrials } from '../../../scripts/trials/crash/crash-trials.ts';
import { createRandom } from '@sdmp/testkit';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { startProcess } from './support/start-process.ts';
import { startServiceProcess } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { lastCommitted } from './support/transcript.ts';

const rounds = 2;
const linesPerRound = 5000;

function line(number: number): string {
  return `OZ\\CNSales1\\SI${number}\\RE10\n`;
}

function numbersOf(printed: string): number[] {
  return [...printed.matchAll(/^(\{.*\})\n/gm)].map(([, json = '{}']) =>
    Number((JSON.parse(json) as { sessionIdentifier: string }).sessionIdentifier),
  );
}

test(verifies('PS-2', 'ACK-3', 'OZ-5') + 'a service killed at any point loses, invents and doubles no outcome', {
  timeout: 240_000,
}, async () => {
  const result = await runCrashTrials({ count: 50, seed: 7 });
  expect(result).toMatchObject({ kills: 50, lost: 0, invented: 0, outOfOrder: 0, doubled: 0 });
  expect(result.committed).toBeGreaterThan(100);
});

test(verifies('PS-2', 'ACK-3', 'OZ-5') + 'tail prints every outcome of a large feed once although serve is killed', {
  timeout: 120_000,
}, async () => {
  const words = ['--data', temporaryFolder(), '--feed', '-'];
  const random = createRandom(7);
  const kept: number[] = [];
  let fed = 0;
  let service = await startServiceProcess(words);
  const { ascii } = service;
  const tail = startProcess(['tail', ascii, '--persist', 'crash', '--rate', '1000000']);
  await tail.untilSaid(/\nlive\n/);

  for (let round = 0; round < rounds; round++) {
    const first = fed;
    for (let count = 0; count < linesPerRound; count++) service.feed(line(fed++));
    await service.untilCommitted(1 + random.below(linesPerRound - 1));
    service.kill('SIGKILL');
    await service.ended;
    const committed = lastCommitted(service.printed());
    for (let number = first; number < first + committed; number++) kept.push(number);
    service = await startServiceProcess(words, { ascii });
  }

  const sentinel = fed;
  service.feed(line(sentinel));
  await tail.untilPrinted(new RegExp(`"sessionIdentifier":"${sentinel}"[^\n]*\n`));
  tail.kill('SIGTERM');
  expect(await tail.ended).toBe(0);

  const received = numbersOf(tail.printed());
  expect(received).toEqual([...new Set(received)].toSorted((left, right) => left - right));
  const present = new Set(received);
  expect(kept.filter((number) => !present.has(number))).toEqual([]);
});
