export type { ConformanceCase, JournalSubject, OpenSubject, TestClock } from './conformance-case.ts';
export { type ConformanceOptions, journalConformance } from './journal-conformance.ts';
export { withDamage, withRead } from './damaged-journal.ts';
