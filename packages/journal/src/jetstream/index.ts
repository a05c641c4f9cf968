export type { JetStreamJournalOptions } from './jetstream-options.ts';
export { openJetStreamJournal } from './open-jetstream-journal.ts';
