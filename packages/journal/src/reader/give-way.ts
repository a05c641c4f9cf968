import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long readers together may keep the event loop to themselves, milliseconds. */
const turnMs = 5;
let turnBeganAt = 0;

/** Lets sockets and timers have their turn when readers have had theirs: reading from memory never leaves the microtasks. */
export async function giveWay(): Promise<void> {
  if (performance.now() - turnBeganAt < turnMs) return;
  await nextTurn();
  turnBeganAt = performance.now();
}
