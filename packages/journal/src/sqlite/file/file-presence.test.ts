import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDirectory } from '../../../test/support/journal-directory.ts';
import { FilePresence } from './file-presence.ts';

/** A file in a folder of its own, seen once. */
function seenFile() {
  const folder = join(testDirectory(), 'journal');
  const file = join(folder, 'journal.db');
  mkdirSync(folder);
  writeFileSync(file, '');
  const presence = new FilePresence([file]);
  presence.check();
  return { folder, file, presence };
}

const failure = (words: RegExp) =>
  expect.objectContaining({ code: 'JOURNAL_WRITE_FAILED', retryable: true, message: expect.stringMatching(words) });

test('a file that has gone, or is another, is missed until it is back', () => {
  const { file, presence } = seenFile();
  renameSync(file, `${file}.away`);
  expect(() => presence.check()).toThrow(failure(/journal\.db: nothing was written, the file is not there any more/));
  writeFileSync(file, '');
  expect(() => presence.check()).toThrow(failure(/is not there any more/));
  renameSync(`${file}.away`, file);
  expect(() => presence.check()).not.toThrow();
});

test('a file that cannot be looked at for a while may be written to again when it can', () => {
  const { folder, presence } = seenFile();
  renameSync(folder, `${folder}.away`);
  // A folder that leads to itself can be entered by nobody, not even by the administrator.
  symlinkSync(folder, folder);
  expect(() => presence.check()).toThrow(failure(/journal\.db: nothing was written, it cannot be looked at \(ELOOP/));
  rmSync(folder);
  renameSync(`${folder}.away`, folder);
  expect(() => presence.check()).not.toThrow();
});
