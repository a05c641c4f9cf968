import { expect, test } from 'vitest';
import { dispositionOf, dispositions } from './dispositions.ts';
import { reasons } from './reasons.ts';

/** Valid values of `AnsweringMachineDetectionStatus` (Amazon Connect API reference, Contact). */
const documented: ReadonlySet<string> = new Set([
  'ANSWERED',
  'UNDETECTED',
  'ERROR',
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

test('every row of the table is as chosen: reason, plain words, Amazon Connect, certainty', () => {
  expect(dispositions.map((row) => [row.reason, row.generic, row.amazonConnect, row.certainty])).toEqual([
    // Nothing was dialed: no word at Amazon Connect.
    [0, 'not dialed', 'AMD_NOT_APPLICABLE', 'none'],
    [1, 'busy', 'SIT_TONE_BUSY', 'exact'],
    [2, 'no answer', 'AMD_UNANSWERED', 'exact'],
    [3, 'fax', 'FAX_MACHINE_DETECTED', 'exact'],
    [4, 'fax', 'FAX_MACHINE_DETECTED', 'near'],
    [5, 'answering machine', 'VOICEMAIL_NO_BEEP', 'near'],
    [6, 'failed', 'SIT_TONE_DETECTED', 'near'],
    // A person answered; that nobody spoke to them has no word.
    [7, 'abandoned', 'HUMAN_ANSWERED', 'near'],
    [8, 'failed', 'AMD_ERROR', 'near'],
    [9, 'not dialed', 'AMD_NOT_APPLICABLE', 'none'],
    [10, 'person', 'HUMAN_ANSWERED', 'near'],
    [20, 'invalid number', 'SIT_TONE_INVALID_NUMBER', 'exact'],
    [21, 'failed', 'SIT_TONE_DETECTED', 'near'],
    [22, 'invalid number', 'SIT_TONE_INVALID_NUMBER', 'near'],
    [23, 'refused by network', 'SIT_TONE_DETECTED', 'near'],
    [24, 'refused by network', 'SIT_TONE_DETECTED', 'near'],
    [25, 'invalid number', 'SIT_TONE_INVALID_NUMBER', 'exact'],
    [26, 'refused by network', 'SIT_TONE_DETECTED', 'near'],
    [27, 'failed', 'SIT_TONE_DETECTED', 'near'],
    [30, 'failed', 'SIT_TONE_DETECTED', 'near'],
    [31, 'abandoned', 'HUMAN_ANSWERED', 'near'],
    [32, 'not dialed', 'AMD_NOT_APPLICABLE', 'none'],
    [33, 'answering machine', 'VOICEMAIL_NO_BEEP', 'near'],
    [34, 'answering machine', 'VOICEMAIL_NO_BEEP', 'near'],
    [98, 'do not call', 'HUMAN_ANSWERED', 'near'],
    [99, 'do not call', 'HUMAN_ANSWERED', 'near'],
    [100, 'do not call', 'AMD_NOT_APPLICABLE', 'none'],
  ]);
});
