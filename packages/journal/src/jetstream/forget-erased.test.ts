import { EventLog } from '@sdmp/events';
import { expect, test } from 'vitest';
import { journalEvents } from '../engine/journal-events.ts';
import { forgetErased } from './forget-erased.ts';
import { logStart } from './log-state.ts';

function parts(refresh: () => Promise<void>, closed = new AbortController().signal) {
  const events = new EventLog(journalEvents);
  const state = { head: logStart, forgetBefore: () => undefined };
  return { events, state, loader: { forget: () => undefined }, replaced: { refresh }, closed };
}

test('what another process erased and cannot be looked up is told, with the reason', async () => {
  const failing = parts(() => Promise.reject(new Error('the stream is not there')));
  await forgetErased(failing);
  expect(failing.events.records()).toMatchObject([
    {
      event: 'erasuresUnread',
      line: 'What another process has erased could not be looked up: the stream is not there',
    },
  ]);
});

test('what ends because the journal closes, or is looked up, is no event', async () => {
  const closing = parts(() => Promise.reject(new Error('closed')), AbortSignal.abort());
  await forgetErased(closing);
  const known = parts(() => Promise.resolve());
  await forgetErased(known);
  expect([...closing.events.records(), ...known.events.records()]).toEqual([]);
});
