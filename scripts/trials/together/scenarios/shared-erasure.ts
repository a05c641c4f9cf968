import { NatsServers } from '../../../../packages/journal/test/support/nats-servers.ts';
import { differs, type Scenario, type Settings, textOf, unexpected } from '../scenario.ts';
import { bodiesOf, numberedRecords } from './numbered-records.ts';
import { natsIsMissing, openShared } from './shared-journal.ts';

const records = 12;
const decoder = new TextDecoder();

/** Erases one record after another, so that the processes erase in the same batch. */
async function erase(settings: Settings): Promise<number> {
  const journal = await openShared(settings);
  let erased = 0;
  try {
    for (const number of textOf(settings, 'numbers').split(',')) {
      const done = await journal.erase(({ body }) => decoder.decode(body) === `person ${number}`);
      erased += done.records;
      if (done.unread.length > 0) throw new Error(`could not read ${JSON.stringify(done.unread)}`);
    }
    return erased;
  } finally {
    await journal.close();
  }
}

async function read(settings: Settings): Promise<number> {
  const journal = await openShared(settings);
  try {
    return (await bodiesOf(journal)).length;
  } finally {
    await journal.close();
  }
}

/** Records of one batch erased by two processes while a third reads: erased records stay erased, and no others are missing. */
export const sharedErasure: Scenario = {
  name: 'JetStream erasure',
  missing: natsIsMissing,
  actions: { erase, read },
  begin: async () => {
    const servers = await NatsServers.start(1);
    return {
      end: () => servers.dispose(),
      round: async (index) => {
        const place = { servers: servers.urls[0] ?? '', stream: `erasure_${index}` };
        const before = await openShared(place);
        await before.append(numberedRecords('person', records));
        await before.append(numberedRecords('person', records));
        await before.close();
        return {
          jobs: [
            { action: 'erase', settings: { ...place, numbers: '1,3,5' } },
            { action: 'erase', settings: { ...place, numbers: '2,4,6' } },
            { action: 'read', settings: place },
          ],
          judge: async (answers) => {
            const journal = await openShared(place);
            const bodies = await bodiesOf(journal);
            let damaged = 0;
            for await (const _ of journal.verify()) damaged++;
            await journal.close();
            const kept = [0, 7, 8, 9, 10, 11].map((number) => `person ${number}`);
            return [
              ...unexpected(answers),
              ...differs(
                'erased',
                answers.slice(0, 2).map(({ value }) => value),
                [6, 6],
              ),
              ...differs('read meanwhile', answers[2]?.value, 2 * records),
              ...differs(
                'kept',
                bodies.filter((body) => body !== ''),
                [...kept, ...kept],
              ),
              ...differs('damaged', damaged, 0),
            ];
          },
        };
      },
    };
  },
};
