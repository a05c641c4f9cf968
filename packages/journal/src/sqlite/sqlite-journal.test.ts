import { describe, test } from 'vitest';
import { journalConformance, type OpenSubject } from '../conformance/index.ts';
import { openSubject } from '../../test/support/journal-directory.ts';

describe('the SQLite journal holds to what every journal must', () => {
  for (const { name, run } of journalConformance(({ now }) => openSubject({ now }), { durable: true, beside: true }))
    test.concurrent(name, run);
});

describe('the SQLite journal with small batches and without a cache holds to it too', () => {
  const open: OpenSubject = ({ now }) => openSubject({ now, maxBatchRecords: 3, cacheBytes: 0 });
  for (const { name, run } of journalConformance(open, { durable: true, beside: true })) test.concurrent(name, run);
});
