import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { startLink } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { type Breakage, brokenDelayMs, describeBreakage } from '../../../scripts/soak/breakages.ts';
import { latencyVerdicts } from '../../../scripts/soak/judge-latency.ts';
import { lifeVerdicts } from '../../../scripts/soak/judge-lives.ts';
import type { ReaderSample, Sample } from '../../../scripts/soak/samples.ts';
import { SoakedProcess } from '../../../scripts/soak/soaked-process.ts';

/** What a second of a soak takes here, milliseconds. */
const secondMs = 20;
/** The least that a life is judged by, and some more. */
const seconds = 180;
const idleProgram = "setInterval(() => undefined, 1000); process.stdout.write('works\\n')";

function sampleAt(second: number, what: Partial<Pick<Sample, 'processes' | 'readers'>>): Sample {
  const nothing = {
    recorded: second,
    processes: [],
    readers: [],
    journalBytes: {},
    load: 1,
    timerLateMs: 1,
    syncMs: 1,
  };
  return { kind: 'sample', atMs: second * 1000, isDisturbed: false, ...nothing, ...what };
}

/** A process with the probe of the soak, looked at once in each of its short seconds. */
async function samplesOf(leak: Breakage | undefined): Promise<readonly Sample[]> {
  const process = new SoakedProcess({
    name: 'a program',
    words: () => ['-e', idleProgram],
    env: { SDMP_SOAK_SECOND_MS: String(secondMs), ...(leak === undefined ? {} : { SDMP_SOAK_LEAK: leak }) },
    ready: /^works/,
    onUnexpectedEnd: () => undefined,
  });
  onTestFinished(() => process.end('SIGKILL'));
  await process.start();
  const samples: Sample[] = [];
  while (samples.length < seconds) {
    await delay(secondMs);
    const held = await process.sample();
    if (held !== undefined) samples.push(sampleAt(samples.length, { processes: [held] }));
  }
  return samples;
}

test.each(['memory', 'handles'] as const)(
  'a leak of %s that is built in is found by what a soak judges lives by',
  async (leak) => {
    expect(describeBreakage(leak, lifeVerdicts(await samplesOf(leak)))).toMatch(/; found by: /);
  },
);

test('a process without a leak is judged, and good', async () => {
  const verdicts = lifeVerdicts(await samplesOf(undefined));
  expect(verdicts.map(({ what, isGood }) => `${what}: ${String(isGood)}`)).toEqual(
    ['resident memory', 'heap', 'buffers', 'handles', 'open files'].map((what) => `${what}, a program: true`),
  );
});

test('a link that is made slower is found by what a soak judges latency by', async () => {
  const server = createServer((socket) => void socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const link = await startLink({ target: { host: '127.0.0.1', port } });
  const socket = connect(link.port, '127.0.0.1');
  onTestFinished(async () => {
    socket.destroy();
    await link.close();
    server.close();
  });
  await once(socket, 'connect');
  /** The run has this many samples, and delays this much shorter than in a soak. */
  const [count, shorter] = [36, 10];
  const samples: Sample[] = [];
  for (let number = 0; number < count; number++) {
    link.delay(brokenDelayMs(number / count) / shorter);
    const began = performance.now();
    socket.write('x');
    await once(socket, 'data');
    const took = (performance.now() - began) * shorter;
    const reader: ReaderSample = {
      name: 'client',
      received: 1,
      latency: { p50: took, p99: took, max: took },
      backlog: 0,
    };
    samples.push(sampleAt(number, { readers: [reader] }));
  }
  expect(describeBreakage('latency', latencyVerdicts(samples))).toMatch(/; found by: latency p50, client/);
});
