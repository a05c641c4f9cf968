import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { endpointChecks } from './checks/endpoint-checks.ts';
import { summaryText } from './render-results.ts';
import { notVisibleResult, resultOf } from './result.ts';

test(`${verifies('CONF-1')}what nothing outside can show is counted apart from what was not checked`, () => {
  const [check] = endpointChecks;
  if (check === undefined) throw new Error('there is no check');
  const results = [resultOf(check, 'passed'), resultOf(check, 'not checked')];
  expect(summaryText(results)).toBe('1 passed, 0 failed, 0 declared, 0 stale, 1 not checked\n');
  expect(summaryText([...results, notVisibleResult('CALL-5', 'it needs the disk')])).toBe(
    '1 passed, 0 failed, 0 declared, 0 stale, 1 not checked; 1 not visible from outside (--list says why)\n',
  );
});
