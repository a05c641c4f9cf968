import { describe, expect, test } from 'vitest';
import { brokenDelayMs, describeBreakage } from '../../../scripts/soak/breakages.ts';
import { judge } from '../../../scripts/soak/judge.ts';
import { plotSoak } from '../../../scripts/soak/plot.ts';
import type { Outcome, ProcessSample, Recording, Sample } from '../../../scripts/soak/samples.ts';
import { readSession, Sequence, sessionOf } from '../../../scripts/soak/sequence.ts';

const mebibyte = 2 ** 20;
const sampleMs = 5000;
const samplesOfAnHour = 720;
const quietReaders = ['client', 'tail'];

interface Growth {
  /** What is added in the whole hour. */
  readonly rss?: number;
  readonly heapUsed?: number;
  readonly external?: number;
  readonly files?: number;
  readonly handles?: number;
  readonly latencyMs?: number;
  readonly journalBytes?: number;
  readonly syncMs?: number;
}

/** A sample of an hour in which everything is as flat as `growth` says. */
function sampleAt(index: number, growth: Growth): Sample {
  const share = index / samplesOfAnHour;
  const grown = (value: number, by = 0): number => value + by * share;
  const bridge: ProcessSample = {
    name: 'bridge',
    pid: 1,
    rss: grown(150 * mebibyte, growth.rss),
    heapUsed: grown((30 + (index % 7)) * mebibyte, growth.heapUsed),
    external: grown(10 * mebibyte, growth.external),
    arrayBuffers: 0,
    handles: Math.round(grown(20, growth.handles)),
    files: Math.round(grown(40, growth.files)),
    processorSeconds: index,
  };
  const p50 = grown(8, growth.latencyMs);
  return {
    kind: 'sample',
    atMs: index * sampleMs,
    isDisturbed: index % 10 === 0,
    recorded: index * 500,
    processes: [bridge],
    readers: quietReaders.map((name) => ({
      name,
      received: 500,
      latency: { p50, p99: p50 * 4, max: p50 * 9 },
      backlog: 0,
    })),
    journalBytes: { bridge: grown(5 * mebibyte, growth.journalBytes) },
    load: 1,
    timerLateMs: 12,
    syncMs: grown(2, growth.syncMs),
  };
}

function hour(growth: Growth = {}, outcome: Partial<Outcome> = {}): Recording {
  return {
    samples: Array.from({ length: samplesOfAnHour }, (_, index) => sampleAt(index, growth)),
    disturbances: [{ kind: 'disturbance', name: 'a link', fromMs: 1000, endedMs: 2000, recoveredMs: 3000 }],
    outcome: {
      kind: 'outcome',
      seed: 1,
      rate: 100,
      plannedMs: 3_600_000,
      ranMs: 3_600_000,
      retainMs: 180_000,
      recorded: 360_000,
      readers: [{ name: 'client', received: 360_000, lost: 0, doubled: 0, misordered: 0 }],
      pruned: { bridge: 340_000 },
      certificates: { renewed: 4, served: 4 },
      faults: [],
      machine: 'a machine',
      date: '2026-11-29',
      ...outcome,
    },
  };
}

/** What is judged to be bad. */
function badOf(recording: Recording): readonly string[] {
  return judge(recording)
    .filter(({ isGood }) => isGood === false)
    .map(({ what }) => what);
}

describe('the verdict of a soak', () => {
  test('is good for a flat hour, and nothing is left unjudged', () => {
    expect(badOf(hour())).toEqual([]);
    expect(judge(hour()).every(({ isGood }) => isGood === true)).toBe(true);
  });

  test.each<readonly [string, Growth, readonly string[]]>([
    ['resident memory', { rss: 80 * mebibyte }, ['resident memory, bridge']],
    ['heap', { heapUsed: 30 * mebibyte }, ['heap, bridge']],
    ['buffers', { external: 20 * mebibyte }, ['buffers, bridge']],
    ['handles', { handles: 30 }, ['handles, bridge']],
    ['open files', { files: 30 }, ['open files, bridge']],
    ['latency', { latencyMs: 120 }, quietReaders.flatMap((name) => [`latency p50, ${name}`, `latency p99, ${name}`])],
    ['a journal', { journalBytes: 60 * mebibyte }, ['journal, bridge']],
  ])('finds growing %s', (_, growth, bad) => {
    expect(badOf(hour(growth))).toEqual(bad);
  });

  test.each<readonly [string, Partial<Outcome>, string]>([
    ['loss', { readers: [{ name: 'tail', received: 9, lost: 1, doubled: 0, misordered: 0 }] }, 'delivery, tail'],
    ['doubles', { readers: [{ name: 'tail', received: 9, lost: 0, doubled: 1, misordered: 0 }] }, 'delivery, tail'],
    ['disorder', { readers: [{ name: 'tail', received: 9, lost: 0, doubled: 0, misordered: 1 }] }, 'delivery, tail'],
    ['that nothing was recorded', { recorded: 0 }, 'delivery, client'],
    ['that retention does nothing', { pruned: { bridge: 0 } }, 'journal, bridge'],
    ['a certificate that is not served', { certificates: { renewed: 4, served: 3 } }, 'certificates'],
    ['a process that ended by itself', { faults: ['bridge ended'] }, 'complaints'],
  ])('finds %s', (_, outcome, bad) => {
    expect(badOf(hour({}, outcome))).toEqual([bad]);
  });

  test('finds a disturbance that was not recovered from', () => {
    const unrecovered = { kind: 'disturbance', name: 'a link', fromMs: 1, endedMs: 2, recoveredMs: null } as const;
    expect(badOf({ ...hour(), disturbances: [unrecovered] })).toEqual(['recovery']);
  });

  test('allows for a machine that became slower, and for latency while something is disturbed', () => {
    expect(badOf(hour({ latencyMs: 40, syncMs: 6 }))).toEqual([]);
    const recording = hour();
    const disturbed = recording.samples.map((each) =>
      each.isDisturbed ? { ...sampleAt(each.atMs / sampleMs, { latencyMs: 90_000 }), isDisturbed: true } : each,
    );
    expect(badOf({ ...recording, samples: disturbed })).toEqual([]);
  });

  test('says where a run is too short, instead of calling it good', () => {
    const { samples, disturbances, outcome } = hour({}, { ranMs: 60_000 });
    const unjudged = judge({ samples: samples.slice(0, 12), disturbances, outcome }).filter(
      (each) => each.isGood === undefined,
    );
    expect(unjudged.map(({ what }) => what)).toEqual([
      'memory and handles, bridge',
      ...quietReaders.flatMap((name) => [`latency p50, ${name}`, `latency p99, ${name}`]),
      'journal, bridge',
    ]);
  });

  test('judges the longest life of a process that was restarted', () => {
    const { samples, ...rest } = hour({ files: 100 });
    const restarted = samples.map((sample, index) => ({
      ...sample,
      processes: sample.processes.map((each) => ({ ...each, pid: Math.floor(index / 144) })),
    }));
    // A fifth of the growth falls into one life.
    expect(badOf({ samples: restarted, ...rest })).toEqual(['open files, bridge']);
  });
});

describe('what a reader got', () => {
  const at = 5_000_000;

  test('is told apart: lost, doubled, out of order', () => {
    const sequence = new Sequence('client');
    for (const number of [0, 1, 3, 2, 3, 5]) sequence.receive(sessionOf(number, at - 3000), at);
    expect(sequence.tally(7)).toEqual({ name: 'client', received: 5, lost: 2, doubled: 1, misordered: 1 });
    expect(sequence.hasAll(6)).toBe(false);
    sequence.receive(sessionOf(4, at), at);
    expect(sequence.hasAll(6)).toBe(true);
  });

  test('comes with how long it took, since the last time that was asked', () => {
    const sequence = new Sequence('client');
    for (let number = 0; number < 100; number++) sequence.receive(sessionOf(number, at), at + number * 1000);
    expect(sequence.takeInterval()).toEqual({ received: 100, latency: { p50: 50, p99: 99, max: 99 } });
    expect(sequence.takeInterval()).toEqual({ received: 0, latency: null });
  });

  test('must be what was fed', () => {
    expect(readSession(sessionOf(17, 5.4))).toEqual({ number: 17, fedAt: 5 });
    expect(() => new Sequence('client').receive('17', at)).toThrow(
      "client got an outcome that was not fed: session '17'",
    );
  });
});

test('the plot shows every process, and the disturbances', () => {
  const picture = plotSoak(hour());
  expect(picture).toContain('>bridge</text>');
  expect(picture).toContain('#eaeef2');
  expect(picture).not.toContain('NaN');
});

describe('what is broken on purpose', () => {
  test('is found by the verdicts that are there for it alone', () => {
    const slow = judge(hour({ latencyMs: 900 }));
    expect(describeBreakage('latency', slow)).toMatch(/found by: latency p50, client; /);
    expect(describeBreakage('memory', slow)).toMatch(/NOT found: \d+ verdicts on it are good$/);
    expect(describeBreakage('handles', [])).toMatch(/NOT found: the run is too short to judge it$/);
  });

  test('a link becomes slower in the middle third and stays so', () => {
    expect([0, 0.3, 0.5, 0.7, 1].map((share) => Math.round(brokenDelayMs(share)))).toEqual([0, 0, 500, 1000, 1000]);
  });
});
