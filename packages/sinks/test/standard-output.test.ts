import { PassThrough, Writable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { oddOutcomes, plainOutcomes, sinkSuite, type SinkSubject } from '../src/suite/index.ts';
import { type OutputFormat, standardOutputSink } from '../src/standard-output/index.ts';

const never = new AbortController().signal;

function reader(): { readonly output: PassThrough; readonly text: () => string } {
  const output = new PassThrough({ highWaterMark: 1024 });
  let text = '';
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { output, text: () => text };
}

describe('standard output', () => {
  const open = async (): Promise<SinkSubject> => {
    const { output, text } = reader();
    return {
      sink: standardOutputSink({ output }),
      // A reader that goes by ids.
      received: async () => {
        const lines = text().split('\n').slice(0, -1);
        return [...new Set(lines.map((line) => (JSON.parse(line) as { id: string }).id))];
      },
      again: async () => standardOutputSink({ output }),
      dispose: async () => void output.destroy(),
    };
  };
  for (const { name, run } of sinkSuite(open, { outages: false })) test(name, run);
});

async function printed(format: OutputFormat, outcomes = plainOutcomes(3)): Promise<string> {
  const { output, text } = reader();
  const sink = standardOutputSink({ output, format });
  await sink.open(never);
  await sink.deliver(outcomes.slice(0, 1), never);
  await sink.deliver(outcomes.slice(1), never);
  return text();
}

test('CSV has one header, and frames are as recorded', async () => {
  const outcomes = plainOutcomes(3);
  const table: Record<string, string>[] = parse(await printed('csv'), { columns: true });
  expect(table.map(({ id }) => id)).toEqual(outcomes.map(({ id }) => id));
  expect(await printed('frames')).toBe(outcomes.map(({ outcome }) => `${outcome.frame}\n`).join(''));
});

test('a frame that would take several lines is refused by name', async () => {
  const { output } = reader();
  const sink = standardOutputSink({ output, format: 'frames' });
  await sink.open(never);
  const broken = oddOutcomes().filter(({ outcome }) => /[\r\n\0]/.test(outcome.frame));
  const refused = await sink.deliver(oddOutcomes(), never);
  expect(refused.map(({ position }) => position)).toEqual(broken.map(({ position }) => position));
});

test('a reader that does not read holds the sink up, and one that is gone is said to be gone', async () => {
  const taken: (() => void)[] = [];
  const output = new Writable({ write: (_chunk, _encoding, done) => void taken.push(done) });
  const sink = standardOutputSink({ output });
  await sink.open(never);
  let isTaken = false;
  const delivered = sink.deliver(plainOutcomes(1), never).then(() => {
    isTaken = true;
  });
  await new Promise(setImmediate);
  expect(isTaken).toBe(false);
  taken[0]?.();
  await delivered;
  output.destroy();
  await expect(sink.deliver(plainOutcomes(1), never)).rejects.toMatchObject({
    code: 'SINK_UNAVAILABLE',
    retryable: true,
  });
});
