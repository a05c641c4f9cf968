import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesSink } from '../../../built-packages.ts';
import { differs, type Scenario, type Settings, textOf, unexpected } from '../scenario.ts';
import { sinkOutcomes } from './sink-outcomes.ts';

const outcomes = 20;
const batch = 5;

async function deliver(settings: Settings): Promise<string> {
  const { signal } = new AbortController();
  const format = settings['format'] === 'csv' ? 'csv' : 'ndjson';
  const sink = filesSink({ directory: textOf(settings, 'directory'), format, rotateOutcomes: 7 });
  await sink.open(signal);
  try {
    const all = sinkOutcomes(outcomes);
    for (let at = 0; at < all.length; at += batch) await sink.deliver(all.slice(at, at + batch), signal);
    return 'delivered';
  } finally {
    await sink.close();
  }
}

/** A folder for the files of several programs: those that start while another writes are refused, and no line is lost or torn. */
export const filesFolder: Scenario = {
  name: 'files folder',
  actions: { deliver },
  begin: async (folder) => ({
    end: async () => undefined,
    round: async (index, random) => {
      const directory = join(folder, `${index}`);
      const format = random.chance(0.5) ? 'csv' : 'ndjson';
      const job = { action: 'deliver', settings: { directory, format } };
      return {
        jobs: [job, job, job],
        judge: async (answers) => {
          const delivered = answers.filter(({ value }) => value === 'delivered').length;
          const names = (await readdir(directory)).filter((name) => name.includes(`.${format}`));
          const lines = (await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')))).flatMap(
            (text) => text.split(/\r?\n/).filter((line) => /^\d|^\{/.test(line)),
          );
          const sessions = lines.map((line) => Number(/^(?:\{"position":)?(\d+),/.exec(line)?.[1] ?? -1));
          return [
            ...unexpected(answers, ['SINK_UNAVAILABLE']),
            ...(delivered === 0 ? ['none of them delivered'] : []),
            ...differs(
              'positions',
              sessions.toSorted((one, other) => one - other),
              Array.from({ length: outcomes }, (_, position) => position),
            ),
          ];
        },
      };
    },
  }),
};
