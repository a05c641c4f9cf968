import { DatabaseSync } from 'node:sqlite';
import { connect } from '@sdmp/runtime/client';

const database = new DatabaseSync('outcomes.db');
database.exec(
  'create table if not exists outcomes (key text primary key, campaign text, session text, reason text, success int)',
);
const store = database.prepare('insert or ignore into outcomes values (?, ?, ?, ?, ?)');

const client = connect({ host: '127.0.0.1', port: 6502 });
process.once('SIGTERM', () => void client.close());

for await (const outcome of client.outcomes({ persistToken: 'crm' })) {
  const { key, campaignName, sessionIdentifier, reasonName, success } = outcome;
  store.run(key, campaignName ?? null, sessionIdentifier ?? null, reasonName ?? null, success ? 1 : 0);
}
database.close();
