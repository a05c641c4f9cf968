import type { DeadLetter } from '../state/sink-state.ts';
import type { Delivery, Rejected } from './delivery.ts';
import type { RunRecord } from './run-record.ts';
import { refusalCause } from './refusal-cause.ts';
import type { SinkRunnerSettings } from './sink-runner-options.ts';

/** Keeps what was refused as dead letters. Returns false, and pauses the sink, when there is no room for them. */
export function keepDeadLetters({ rejected }: Delivery, settings: SinkRunnerSettings, record: RunRecord): boolean {
  const { state, name, clock, events } = settings;
  const last = rejected.at(-1);
  if (last === undefined) return true;
  const at = clock.now();
  const letters = deadLettersOf(rejected, settings, at);
  record.noteRefusal(last.reason, refusalCause(last.reason, last.answer), last.answer);
  if (state.addDeadLetters(letters)) {
    record.refused += letters.length;
    record.history.minutes.add('refused', letters.length);
    events.report('refused', { sink: name, outcomes: letters.length, reason: last.reason }, letters.length);
    return true;
  }
  const { maxDeadLetters: limit } = state;
  const dead = state.countDeadLetters(name);
  const message = `it has ${dead} dead letters and the limit is ${limit}`;
  events.report('pauses', { sink: name, letters: dead, limit });
  record.noteError(`${message}: replay or discard them, then resume (last refusal: ${last.reason})`);
  state.setPaused(name, 'dead-letter-limit');
  return false;
}

/** Returns the dead letters of what was refused. */
export function deadLettersOf(
  rejected: readonly Rejected[],
  { name, journal: { history } }: Pick<SinkRunnerSettings, 'name' | 'journal'>,
  at: number,
): readonly DeadLetter[] {
  return rejected.map(({ position, reason, answer, attempts }) => ({
    sink: name,
    journal: history.nameAt(position),
    position,
    reason,
    cause: refusalCause(reason, answer),
    ...(answer === undefined ? {} : { answer }),
    attempts,
    at,
  }));
}
