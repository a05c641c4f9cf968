import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { documentedErrors, type ErrorCause, explainError, serviceErrors } from './errors.ts';

const ours = Object.entries<ErrorCause>(serviceErrors);

describe('error codes', () => {
  test(verifies('ER-2') + 'of this project are one per cause, in 9000 to 9099', () => {
    const own = ours.filter(([, { certainty }]) => certainty === 'own').map(([, { code }]) => code);
    expect(new Set(own).size).toBe(own.length);
    for (const code of own) expect(code >= 9000 && code <= 9099, String(code)).toBe(true);
  });

  test(
    verifies('EO-1', 'ER-2') +
      'are documented ones where possible: 803 for a missing TX, 120 for a call that is not named',
    () => {
      expect(ours.filter(([, { certainty }]) => certainty !== 'own').map(([name, { code }]) => [name, code])).toEqual([
        ['transactionMissing', 803],
        ['callNotNamed', 120],
      ]);
      expect(documentedErrors.map(({ code }) => code)).toContain(803);
    },
  );

  test(verifies('ER-2') + 'never stand for two causes', () => {
    const documented = documentedErrors.map(({ code }) => code);
    expect(new Set(documented).size).toBe(documented.length);
    for (const [, { code, certainty }] of ours) expect(documented.includes(code)).toBe(certainty !== 'own');
  });

  test('have a description, documented or ours', () => {
    for (const { code } of [...documentedErrors, ...Object.values(serviceErrors)]) {
      expect(explainError(code)?.meaning).toMatch(/^[A-Z].+\.$/);
    }
    expect(explainError(12345)).toBeUndefined();
  });
});
