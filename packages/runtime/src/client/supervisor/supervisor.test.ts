import { SdmpError } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  heartbeatMs,
  type Link,
  latencyMs,
  SimulatedWorld,
  settings,
} from '../../../test/client/support/simulated-world.ts';
import type { SupervisorEvent, SupervisorStateName, SupervisorTimer } from './supervision.ts';

/** Not near 0, or simulated hours hold millions of attempts. */
const chance = fc.double({ min: 0.2, max: 1, maxExcluded: true, noNaN: true });
const attempt = fc.nat(12);
const timers: readonly SupervisorTimer[] = ['connect', 'authenticate', 'answer', 'backoff', 'stable', 'close'];

/** Anything at any time, also what makes no sense, of this attempt or of one long gone. */
const anyEvent: fc.Arbitrary<SupervisorEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom('needed', 'unneeded', 'drained') }),
  fc.record({ type: fc.constantFrom('opened', 'authenticated', 'asked', 'answered', 'renew'), attempt }),
  fc.record({
    type: fc.constant('refused'),
    attempt,
    error: fc.constant(new SdmpError('AUTHENTICATION_REFUSED', 'test')),
  }),
  fc.record({ type: fc.constant('lost'), attempt, reason: fc.constant('test'), chance }),
  fc.record({ type: fc.constant('timeUp'), timer: fc.constantFrom(...timers), attempt, chance }),
);

interface Step {
  readonly passMs: number;
  readonly link: Link;
  readonly event: SupervisorEvent | undefined;
  readonly isCurrent: boolean;
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  passMs: fc.oneof(fc.nat(300), fc.nat(70_000)),
  link: fc.constantFrom<Link>('good', 'refuses', 'swallows', 'silent', 'locked'),
  event: fc.option(anyEvent, { nil: undefined }),
  /** Aims the event at the attempt of now. */
  isCurrent: fc.boolean(),
});

/** What ends a state that nothing else ends. */
const wayOut: Readonly<Partial<Record<SupervisorStateName, SupervisorTimer>>> = {
  connecting: 'connect',
  authenticating: 'authenticate',
  subscribing: 'answer',
  waiting: 'backoff',
  closing: 'close',
};

/** A dead connection is noticed, the longest delay passes, then one attempt succeeds. */
const liveWithinMs =
  Math.max(settings.connectTimeoutMs, settings.authenticationTimeoutMs, settings.answerTimeoutMs, heartbeatMs) +
  settings.backoff.capMs +
  3 * latencyMs;

function play(world: SimulatedWorld, steps: readonly Step[]): void {
  for (const { passMs, link, event, isCurrent } of steps) {
    world.link = link;
    if (event !== undefined) {
      world.dispatch('attempt' in event && isCurrent ? { ...event, attempt: world.state.attempt } : event);
    }
    world.pass(passMs);
  }
}

test(`${verifies('CL-4')}from every state, a service that can be reached is live within ${String(liveWithinMs / 1000)} s`, () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), chance, fc.boolean(), (steps, luck, authenticates) => {
      const world = new SimulatedWorld(() => luck, authenticates);
      play(world, steps);
      world.link = 'good';
      // A refusal that is on its way arrives.
      world.pass(latencyMs);
      world.dispatch({ type: 'needed' });
      world.pass(liveWithinMs);
      expect(world.state.name).toBe('streaming');
      world.pass(3_600_000);
      expect(world.state.name).toBe('streaming');
    }),
    { numRuns: 500 },
  );
});

test(`${verifies('CL-2')}one attempt at a time, and no state without a way out, whatever events arrive`, () => {
  fc.assert(
    fc.property(
      fc.array(anyStep, { maxLength: 40 }),
      chance,
      fc.boolean(),
      fc.boolean(),
      (steps, luck, closes, authenticates) => {
        const world = new SimulatedWorld(() => luck, authenticates);
        for (const [at, step] of steps.entries()) {
          play(world, [step]);
          if (closes && at === Math.floor(steps.length / 2)) world.dispatch({ type: 'close' });
          const timer = wayOut[world.state.name];
          if (timer !== undefined) expect(world.has(timer), world.state.name).toBe(true);
          expect(world.mostOpenSockets).toBeLessThanOrEqual(1);
        }
        if (closes && steps.length > 0) {
          world.pass(settings.closeTimeoutMs);
          expect(world.state.name).toBe('closed');
          expect(world.openSockets).toBe(0);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test(`${verifies('CL-2')}delays double up to the cap, without end, while nothing stays up`, () => {
  const world = new SimulatedWorld(() => 0.999_999);
  world.link = 'refuses';
  world.dispatch({ type: 'needed' });
  world.pass(600_000);
  expect(world.delays.slice(0, 10)).toEqual([199, 399, 799, 1599, 3199, 6399, 12_799, 25_599, 29_999, 29_999]);
  expect(world.delays.length).toBeGreaterThan(20);
});

/** Lets the connection of now die. */
function reset(world: SimulatedWorld, luck: number): void {
  world.dispatch({ type: 'lost', attempt: world.state.attempt, reason: 'reset', chance: luck });
}

test(`${verifies('CL-2')}a reset while the service can be reached is back after the first delay, however often it happens`, () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 500, max: 70_000 }), { minLength: 1, maxLength: 30 }), (lasts) => {
      const world = new SimulatedWorld(() => 0.999_999);
      world.dispatch({ type: 'needed' });
      world.pass(2 * latencyMs);
      for (const upMs of lasts) {
        world.pass(upMs);
        reset(world, 0.999_999);
        world.pass(settings.backoff.baseMs + 2 * latencyMs);
        expect(world.state.name).toBe('streaming');
      }
      expect(Math.max(...world.delays)).toBeLessThan(settings.backoff.baseMs);
    }),
  );
});

test(`${verifies('CL-2')}a service that ends each connection at once is asked ever more rarely, up to the cap`, () => {
  const world = new SimulatedWorld(() => 0.999_999);
  world.dispatch({ type: 'needed' });
  for (let death = 0; death < 12; death++) {
    while (world.state.name !== 'streaming') world.pass(1);
    reset(world, 0.999_999);
  }
  expect(world.delays).toEqual([199, 399, 799, 1599, 3199, 6399, 12_799, 25_599, 29_999, 29_999, 29_999, 29_999]);
});

/** Failures that are left when a connection has lasted so long after `failures` of them. */
function failuresAfter(failures: number, upMs: number): number {
  const world = new SimulatedWorld(() => 0.999_999);
  world.link = 'refuses';
  world.dispatch({ type: 'needed' });
  while (world.state.failures < failures) world.pass(1);
  world.link = 'good';
  while (world.state.name !== 'streaming') world.pass(1);
  world.pass(upMs);
  // Requests that are answered meanwhile do not begin it anew.
  world.dispatch({ type: 'asked', attempt: world.state.attempt });
  world.dispatch({ type: 'answered', attempt: world.state.attempt });
  world.pass(1);
  return world.state.failures;
}

test.each([
  [1, 400],
  [4, 3200],
  [12, 30_000],
])(
  `${verifies('CL-2')}after %i failures a connection that lasts as long as its end would make wait, %i ms, makes the delays begin anew`,
  (failures, stableMs) => {
    expect(failuresAfter(failures, stableMs - 2)).toBe(failures);
    expect(failuresAfter(failures, stableMs)).toBe(0);
  },
);

test(`${verifies('CL-8')}an abort ends everything at once, from every state`, () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 20 }), chance, fc.boolean(), (steps, luck, authenticates) => {
      const world = new SimulatedWorld(() => luck, authenticates);
      play(world, steps);
      world.dispatch({ type: 'abort' });
      expect(world.state.name).toBe('closed');
      expect(world.openSockets).toBe(0);
      expect(timers.some((timer) => world.has(timer))).toBe(false);
      world.dispatch({ type: 'needed' });
      expect(world.state.name).toBe('closed');
    }),
  );
});

test(`${verifies('CL-3', 'CL-5')}whatever happens, no request is written before the service knows the user`, () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), chance, (steps, luck) => {
      const world = new SimulatedWorld(() => luck, true);
      for (const step of steps) play(world, [step]);
      expect(world.subscribedUnknown).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test(`${verifies('CL-3')}a user who is refused is not tried again until somebody needs the connection`, () => {
  const world = new SimulatedWorld(() => 0.5, true);
  world.link = 'locked';
  world.dispatch({ type: 'needed' });
  world.pass(3_600_000);
  expect([world.state.name, world.state.attempt, world.openSockets]).toEqual(['idle', 1, 0]);
  world.link = 'good';
  world.dispatch({ type: 'needed' });
  world.pass(3 * latencyMs);
  expect(world.state.name).toBe('streaming');
});
