import { describe, expect, test } from 'vitest';
import type { Sink, SinkOutcome } from '../src/index.ts';
import { sinkSuite, type SinkSubject } from '../src/suite/index.ts';
import { MemorySink } from './support/memory-sink.ts';

async function open(make: () => MemorySink = () => new MemorySink()): Promise<SinkSubject> {
  const sink = make();
  const share = (): Sink => {
    const other = new MemorySink();
    other.answer = async (batch) => {
      for (const each of batch) sink.held.set(each.id, each);
      return [];
    };
    return other;
  };
  return {
    sink,
    received: async () => [...sink.held.keys()],
    again: async () => share(),
    takeDown: async () => void (sink.isDown = true),
    bringUp: async () => void (sink.isDown = false),
    dispose: async () => undefined,
  };
}

describe('a sink into memory', () => {
  for (const { name, run } of sinkSuite(open, { outages: true })) test(name, run);
});

/** Names of the cases that a sink fails. */
async function failures(make: () => MemorySink): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, run } of sinkSuite(() => open(make), { outages: true })) {
    await run().catch(() => failed.push(name));
  }
  return failed;
}

class Forgetful extends MemorySink {
  override async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): ReturnType<Sink['deliver']> {
    return super.deliver(batch.slice(1), signal);
  }
}

class Backwards extends MemorySink {
  override async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): ReturnType<Sink['deliver']> {
    return super.deliver(batch.toReversed(), signal);
  }
}

class Hopeful extends MemorySink {
  override async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): ReturnType<Sink['deliver']> {
    return this.isDown ? [] : super.deliver(batch, signal);
  }
}

test('the suite finds sinks that lose, reorder, or say that it went well when it did not', async () => {
  expect(await failures(() => new Forgetful())).toContain(
    'what was delivered is at the receiver when the call has returned',
  );
  expect(await failures(() => new Backwards())).toEqual([
    'outcomes of one session arrive in the order in which they were recorded',
  ]);
  expect(await failures(() => new Hopeful())).toHaveLength(2);
});
