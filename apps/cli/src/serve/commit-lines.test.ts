import { PassThrough } from 'node:stream';
import { Output } from '@sdmp/terminal';
import { expect, test } from 'vitest';
import { CommitLines } from './commit-lines.ts';

test('while the reader is behind, only the newest count waits', async () => {
  const stream = new PassThrough({ highWaterMark: 1 });
  const lines = new CommitLines(new Output(stream));
  for (const total of [1, 2, 3, 4]) lines.report(total);
  let printed = '';
  stream.on('data', (piece: Buffer) => {
    printed += piece.toString();
  });
  await lines.flush();
  expect(printed).toBe('committed 1\ncommitted 4\n');
});

test('a reader that has gone stops nothing', async () => {
  const stream = new PassThrough();
  const lines = new CommitLines(new Output(stream));
  stream.destroy(new Error('EPIPE'));
  await new Promise((resolve) => setImmediate(resolve));
  lines.report(1);
  await lines.flush();
});
