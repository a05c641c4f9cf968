import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { runCallsTrial } from '../../../scripts/trials/calls/calls-trial.ts';
import { auditOutcomes } from '../../../scripts/trials/calls/outcome-audit.ts';
import { reportedCall } from '../../../scripts/trials/calls/reported-call.ts';

test(verifies('CALL-5') + 'a service killed at any point loses no call that was reported to it, and doubles none', {
  timeout: 400_000,
}, async () => {
  const verdict = await runCallsTrial({ count: 16, seed: 7 });
  expect(verdict).toMatchObject({ kills: 16, lost: 0, doubled: 0, wrong: 0 });
  expect(verdict.calls).toBeGreaterThan(192);
  expect(verdict.verified).toBeGreaterThan(verdict.calls);
});

test('the audit of the trial finds what is lost, doubled and wrong', () => {
  const outcomes = [0, 1, 2, 3].flatMap((number) => reportedCall(number).outcomes);
  const [one = '', two = '', three = ''] = outcomes;
  expect(auditOutcomes(outcomes, 4)).toEqual({ lost: 0, doubled: 0, wrong: 0 });
  expect(auditOutcomes([one, two, three, two, `${one}\\AO1`], 4)).toEqual({ lost: 1, doubled: 1, wrong: 1 });
});
