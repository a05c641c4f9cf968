import type { SinkOutcome } from '../sink.ts';
import type { DeadLetter, DeadLetterChoice } from '../state/sink-state.ts';
import { deadLettersOf } from './keep-dead-letters.ts';
import { Delivery } from './delivery.ts';
import type { EraseWatch } from './erase-watch.ts';
import type { OutcomeReader } from './outcome-reader.ts';
import type { SinkRunnerSettings } from './sink-runner-options.ts';

/** Sends dead letters once more, a batch at a time; the answer is how many were taken. */
export async function replayLetters(
  wanted: DeadLetterChoice,
  settings: SinkRunnerSettings,
  reader: OutcomeReader,
  erasures: EraseWatch,
  signal: AbortSignal,
): Promise<number> {
  let replayed = 0;
  for (const letters of pages(wanted, settings)) {
    const { count } = erasures;
    const outcomes: SinkOutcome[] = [];
    const gone: number[] = [];
    for (const letter of letters) {
      const { position } = letter;
      const found = isInHistory(letter, settings) ? await reader.at(position) : undefined;
      if (found === undefined || 'kind' in found) gone.push(position);
      else outcomes.push(found);
    }
    settings.state.removeDeadLetters(settings.name, gone);
    if (gone.length > 0) {
      settings.events.report('lettersGone', { sink: settings.name, letters: gone.length }, gone.length);
    }
    replayed += await replayBatch(new Delivery(outcomes, count), settings, reader, erasures, signal);
  }
  return replayed;
}

/** Whether the outcome is still the one that was refused: after a restore another one may have its position. */
function isInHistory({ journal: branch, position }: DeadLetter, { journal }: SinkRunnerSettings): boolean {
  // Letters from before there were branches name none.
  const name = branch === '' ? journal.id : branch;
  return journal.history.positionOf({ journal: name, position }) !== undefined || position < journal.first;
}

/** Dead letters, in order and not more than a batch at a time. */
function* pages(wanted: DeadLetterChoice, settings: SinkRunnerSettings): Generator<readonly DeadLetter[]> {
  const { state, name, batch } = settings;
  if (wanted !== 'all' && !('cause' in wanted)) {
    const there = [...new Set(wanted)].toSorted((a, b) => a - b);
    const letters = there.map((position) => state.deadLetter(name, position)).filter((each) => each !== undefined);
    for (let at = 0; at < letters.length; at += batch.outcomes) yield letters.slice(at, at + batch.outcomes);
    return;
  }
  const cause = wanted === 'all' ? undefined : wanted.cause;
  for (let from = 0; ; ) {
    const letters = state.deadLetters(name, { from, limit: batch.outcomes, cause });
    const last = letters.at(-1);
    if (last === undefined) return;
    yield letters;
    from = last.position + 1;
  }
}

async function replayBatch(
  delivery: Delivery,
  { sink, state, name, journal, clock }: SinkRunnerSettings,
  reader: OutcomeReader,
  erasures: EraseWatch,
  signal: AbortSignal,
): Promise<number> {
  const before = delivery.positions;
  while (!delivery.isDone) {
    await delivery.refresh(erasures.count, (position) => reader.at(position));
    await delivery.step(sink, signal);
  }
  const refused = new Set(delivery.rejected.map(({ position }) => position));
  const at = clock.now();
  state.addDeadLetters(deadLettersOf(delivery.rejected, { name, journal }, at));
  state.removeDeadLetters(
    name,
    before.filter((position) => !refused.has(position)),
  );
  return delivery.delivered;
}
