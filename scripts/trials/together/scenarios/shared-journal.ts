import { hasNatsServer, NatsServers } from '../../../../packages/journal/test/support/nats-servers.ts';
import { openJetStreamJournal } from '../../../built-packages.ts';
import { differs, type Scenario, type Settings, textOf, unexpected } from '../scenario.ts';
import { bodiesOf, numberedRecords } from './numbered-records.ts';

export const natsIsMissing = (): string | undefined =>
  hasNatsServer ? undefined : 'nats-server is missing: apt-get install nats-server';

export function openShared(settings: Settings): ReturnType<typeof openJetStreamJournal> {
  return openJetStreamJournal({
    servers: textOf(settings, 'servers').split(','),
    stream: textOf(settings, 'stream'),
    replicas: Number(settings['replicas'] ?? 1),
  });
}

const recordsEach = 5;

async function append(settings: Settings): Promise<string> {
  const journal = await openShared(settings);
  const name = textOf(settings, 'name');
  try {
    const cursors = [{ tenant: 'trial', name, position: 0, filter: {}, touched: 0 }];
    await Promise.all([
      journal.append(numberedRecords(name, recordsEach), { cursors }),
      journal.append(numberedRecords('shared', recordsEach), { ids: ['a', 'b', 'c', 'd', 'e'] }),
    ]);
    return journal.id;
  } finally {
    await journal.close();
  }
}

/** A stream that does not exist yet, opened and appended to by several processes: one journal with all their records. */
const sharedJournalOn = (title: string, replicas: 1 | 3): Scenario => ({
  name: title,
  missing: natsIsMissing,
  slow: replicas > 1,
  actions: { append },
  begin: async () => {
    const servers = await NatsServers.start(replicas);
    return {
      end: () => servers.dispose(),
      round: async (index) => {
        const place = { servers: servers.urls.join(','), stream: `together_${index}`, replicas };
        const names = ['one', 'other', 'third'];
        return {
          jobs: names.map((name) => ({ action: 'append', settings: { ...place, name } })),
          judge: async (answers) => {
            const journal = await openShared(place);
            const bodies = (await bodiesOf(journal)).filter((body) => body !== '');
            const cursors = (await journal.cursors.load()).map(({ name }) => name);
            await journal.close();
            await servers.clear();
            const wanted = [...names, 'shared'].flatMap((name) =>
              Array.from({ length: recordsEach }, (_, number) => `${name} ${number}`),
            );
            return [
              ...unexpected(answers),
              ...differs('ids', [...new Set(answers.map(({ value }) => value))], [journal.id]),
              ...differs('records', bodies.toSorted(), wanted.toSorted()),
              ...differs('cursors', cursors.toSorted(), names.toSorted()),
            ];
          },
        };
      },
    };
  },
});

export const sharedJournal = sharedJournalOn('JetStream journal', 1);
export const sharedJournalInCluster = sharedJournalOn('JetStream journal in a cluster', 3);
