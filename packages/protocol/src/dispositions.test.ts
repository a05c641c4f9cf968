import { expect, test } from 'vitest';
import { dispositionOf, dispositions } from './dispositions.ts';
import { reasons } from './reasons.ts';

/** The values that a contact record of Amazon Connect may hold, as documented there. */
const documented: ReadonlySet<string> = new Set([
  'HUMAN_ANSWERED',
  'SIT_TONE_DETECTED',
  'SIT_TONE_BUSY',
  'SIT_TONE_INVALID_NUMBER',
  'FAX_MACHINE_DETECTED',
  'VOICEMAIL_BEEP',
  'VOICEMAIL_NO_BEEP',
  'AMD_UNRESOLVED',
  'AMD_UNANSWERED',
  'AMD_ERROR',
  'AMD_NOT_APPLICABLE',
]);

test('every reason with a category has words elsewhere, and the names of Amazon Connect exist there', () => {
  for (const { code, category } of reasons) {
    expect(dispositionOf(code) !== undefined).toBe(category !== undefined || code === 100);
  }
  expect(dispositions.filter(({ amazonConnect }) => !documented.has(amazonConnect))).toEqual([]);
});

test('a word that does not exist elsewhere is marked, and an installation has reasons that nobody knows', () => {
  for (const { amazonConnect, certainty } of dispositions) {
    expect(certainty === 'none').toBe(amazonConnect === 'AMD_NOT_APPLICABLE');
  }
  expect(dispositionOf(1)).toEqual({ reason: 1, generic: 'busy', amazonConnect: 'SIT_TONE_BUSY', certainty: 'exact' });
  expect(dispositionOf(555)).toBeUndefined();
});
