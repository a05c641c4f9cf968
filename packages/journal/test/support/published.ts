import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** What is published on the channel from now on until the test ends. */
export function published(channel: string): readonly unknown[] {
  const events: unknown[] = [];
  const listen = (event: unknown): number => events.push(event);
  subscribe(channel, listen);
  onTestFinished(() => void unsubscribe(channel, listen));
  return events;
}

/** Waits for work in the background; the test's own time limit ends the waiting. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}
