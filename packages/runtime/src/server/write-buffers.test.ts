import { expect, test } from 'vitest';
import { WriteBuffers } from './write-buffers.ts';

test('a large buffer is used again once the socket has released it, and not before', () => {
  const buffers = new WriteBuffers();
  const first = buffers.take(300_000);
  const second = buffers.take(300_000);
  expect(second.buffer).not.toBe(first.buffer);
  buffers.giveBack(first.subarray(0, 250_000));
  expect(buffers.take(200_000).buffer).toBe(first.buffer);
  expect(buffers.take(200_000).buffer).not.toBe(first.buffer);
});

test('small and very large buffers are not kept', () => {
  const buffers = new WriteBuffers();
  for (const bytes of [200, 2_000_000]) {
    const buffer = buffers.take(bytes);
    expect(buffer.length).toBe(bytes);
    buffers.giveBack(buffer);
    expect(buffers.take(30_000).buffer).not.toBe(buffer.buffer);
  }
});
