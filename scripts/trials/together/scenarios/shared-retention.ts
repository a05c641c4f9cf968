import { NatsServers } from '../../../../packages/journal/test/support/nats-servers.ts';
import { differs, type Scenario, type Settings, textOf, unexpected } from '../scenario.ts';
import { bodiesOf, numberedRecords } from './numbered-records.ts';
import { natsIsMissing, openShared } from './shared-journal.ts';

const batches = 6;
const recordsEach = 4;

/** Erases a record and prunes the oldest half, while the others do the same. */
async function prune(settings: Settings): Promise<number> {
  const journal = await openShared(settings);
  try {
    await journal.erase(({ position }) => position === Number(settings['erased']));
    const { records } = await journal.prune({ maxBytes: Number(settings['bytes']) });
    await journal.append(numberedRecords(textOf(settings, 'name'), recordsEach));
    return records;
  } finally {
    await journal.close();
  }
}

/** A journal that several processes prune at once: removed records are counted once, and the rest can be read. */
export const sharedRetention: Scenario = {
  name: 'JetStream retention',
  missing: natsIsMissing,
  actions: { prune },
  begin: async () => {
    const servers = await NatsServers.start(1);
    return {
      end: () => servers.dispose(),
      round: async (index, random) => {
        const place = { servers: servers.urls[0] ?? '', stream: `retention_${index}` };
        const before = await openShared(place);
        for (let batch = 0; batch < batches; batch++) await before.append(numberedRecords(`${batch}`, recordsEach));
        const bytes = Math.floor((before.stats().bytes * random.below(batches)) / batches);
        await before.close();
        const names = ['one', 'other', 'third'];
        return {
          jobs: names.map((name, at) => ({
            action: 'prune',
            settings: { ...place, name, bytes, erased: 1 + at * recordsEach },
          })),
          judge: async (answers) => {
            const journal = await openShared(place);
            const { first, end } = journal;
            const found = (await bodiesOf(journal)).length;
            let damaged = 0;
            for await (const _ of journal.verify()) damaged++;
            await journal.close();
            const removed = answers.reduce((sum, { value }) => sum + Number(value), 0);
            return [
              ...unexpected(answers),
              ...differs('end', end, (batches + names.length) * recordsEach),
              ...differs('removed', removed, first),
              ...differs('readable', found, end - first),
              ...differs('damaged', damaged, 0),
            ];
          },
        };
      },
    };
  },
};
