import { join } from 'node:path';
import { openSinkState } from '../../../built-packages.ts';
import { differs, type Scenario, type Settings, textOf, unexpected } from '../scenario.ts';

const lettersEach = 3;

async function note(settings: Settings): Promise<number> {
  const sink = textOf(settings, 'sink');
  const state = openSinkState(textOf(settings, 'directory'));
  try {
    for (let position = 0; position < lettersEach; position++) {
      for (const name of [sink, 'shared']) {
        state.addDeadLetters([
          {
            sink: name,
            journal: 'journal',
            position,
            reason: 'refused',
            cause: 'refused',
            attempts: 1,
            at: Date.now(),
          },
        ]);
      }
    }
    state.setPaused(sink, 'requested');
    return state.countDeadLetters(sink);
  } finally {
    state.close();
  }
}

/** A sink state file created and written by several programs: each finds what it wrote. */
export const sinkStateFile: Scenario = {
  name: 'sink state',
  actions: { note },
  begin: async (folder) => ({
    end: async () => undefined,
    round: async (index) => {
      const directory = join(folder, `${index}`);
      const sinks = ['north', 'south', 'west'];
      return {
        jobs: sinks.map((sink) => ({ action: 'note', settings: { directory, sink } })),
        judge: async (answers) => {
          const state = openSinkState(directory);
          const counts = [...sinks, 'shared'].map((sink) => state.deadLetters(sink).length);
          const attempts = state.deadLetters('shared').map((letter) => letter.attempts);
          const paused = sinks.map((sink) => state.pausedBecause(sink));
          state.close();
          return [
            ...unexpected(answers),
            ...differs('letters', counts, [lettersEach, lettersEach, lettersEach, lettersEach]),
            ...differs(
              'attempts',
              attempts,
              Array.from({ length: lettersEach }, () => sinks.length),
            ),
            ...differs('pauses', paused, ['requested', 'requested', 'requested']),
          ];
        },
      };
    },
  }),
};
