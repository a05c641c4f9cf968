import { expect, test } from 'vitest';
import { type FloorCampaignOptions, simulateFloor } from '../src/index.ts';
import { erlangA, erlangB, erlangC, type Queue } from './support/erlang.ts';
import { measureQueue } from './support/floor-queue.ts';

const shiftMs = 200 * 60 * 60_000;

/** Only persons who answer, dialed independently of each other: what reaches the agents is a Poisson process. */
function campaignOf({ arrivals, agents, service, patience }: Queue): FloorCampaignOptions {
  return {
    name: 'Erlang',
    agents,
    pacing: 'steady',
    dialsPerSecond: arrivals / 0.4,
    answerRate: 0.4,
    machineRate: 0.2,
    machineDetection: 1,
    falseMachineRate: 0,
    talkMs: service * 1000,
    wrapMs: 0,
    // Beyond the shift nobody is left to wait.
    patienceMs: Number.isFinite(patience) ? patience * 1000 : shiftMs * 1e6,
  };
}

function measured(queue: Queue, seed: number): ReturnType<typeof measureQueue> {
  const events = simulateFloor({ seed, shiftMs, campaigns: [campaignOf(queue)], data: false });
  return measureQueue(events, queue.agents, shiftMs);
}

/** A measurement of 14,000 to 140,000 calls that depend on each other strays by a few percent. */
function expectNear(found: number, expected: number): void {
  expect(Math.abs(found / expected - 1)).toBeLessThan(0.08);
}

test('the formulas agree with published values', () => {
  // 20 erlang, 24 agents: Erlang B 0.0661 by its tables; Erlang C follows from B as B / (1 - load/agents (1 - B)).
  expect(erlangB(20, 24)).toBeCloseTo(0.0661, 3);
  const blocked = erlangB(20, 24);
  expect(erlangC(20, 24)).toBeCloseTo(blocked / (1 - (20 / 24) * (1 - blocked)), 9);
  const patient = erlangA({ arrivals: 20 / 180, agents: 24, service: 180, patience: Infinity });
  expect(patient.waits).toBeCloseTo(erlangC(20, 24), 6);
  const hasty = erlangA({ arrivals: 20 / 180, agents: 24, service: 180, patience: 1e-6 });
  expect(hasty.givesUp).toBeCloseTo(erlangB(20, 24), 4);
});

test.each([
  ['with time to spare', { arrivals: 0.12, agents: 24, service: 180, patience: 30 }],
  ['at its load', { arrivals: 0.2, agents: 20, service: 100, patience: 60 }],
  ['overloaded', { arrivals: 0.15, agents: 10, service: 100, patience: 40 }],
  ['of one agent', { arrivals: 0.02, agents: 1, service: 40, patience: 20 }],
])('the queue of a floor %s is that of Erlang A', (_name, queue) => {
  const [found, expected] = [measured(queue, 11), erlangA(queue)];
  expectNear(found.waits, expected.waits);
  expectNear(found.givesUp, expected.givesUp);
  expectNear(found.meanWait, expected.meanWait);
  expectNear(found.occupancy, expected.occupancy);
});

test('where nobody gives up it is that of Erlang C', () => {
  const queue = { arrivals: 0.1, agents: 6, service: 42, patience: Infinity };
  const found = measured(queue, 3);
  const waits = erlangC(0.1 * 42, 6);
  expect(found.givesUp).toBe(0);
  expectNear(found.waits, waits);
  // The mean wait of all is the share that waits times service / (agents - load).
  expectNear(found.meanWait, (waits * 42) / (6 - 0.1 * 42));
});

test('where nobody waits it is that of Erlang B', () => {
  const found = measured({ arrivals: 0.12, agents: 22, service: 180, patience: 0 }, 5);
  expectNear(found.givesUp, erlangB(0.12 * 180, 22));
});
