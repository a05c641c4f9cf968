import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultOutcomeRules, installationRules, type JudgedOutcome, ruleNames } from './index.ts';
import { rulesConfigSchema } from './rules-config.ts';

function rulesOf(config: object) {
  return installationRules(rulesConfigSchema.parse(config));
}

const none: JudgedOutcome = { reason: undefined, agentOutcome: undefined, success: false, conversion: undefined };

const judged: fc.Arbitrary<JudgedOutcome> = fc.record({
  reason: fc.constantFrom(undefined, 0, 1, 5, 7, 10, 99, 555),
  agentOutcome: fc.constantFrom(undefined, 0, 1, 102, 103, 105, 167),
  success: fc.boolean(),
  conversion: fc.constantFrom(undefined, 0, 5),
});

test(`${verifies('RULE-1')} what a configuration does not mention is as without one`, () => {
  const rules = rulesOf({});
  fc.assert(
    fc.property(judged, (outcome) => {
      for (const name of ruleNames) expect(rules[name](outcome)).toBe(defaultOutcomeRules[name](outcome));
      expect(rules.kindOf(outcome)).toBe(defaultOutcomeRules.kindOf(outcome));
    }),
  );
});

const shop = {
  agentOutcomes: [
    { code: 167, name: 'Sale', category: 'sale' },
    { code: 168, name: 'Mailbox', machine: true },
    { code: 169, name: 'Never again', doNotCall: 'tenant' },
    { code: 103, name: 'Price too high', category: 'refusal' },
  ],
  rules: {
    success: { category: 'sale' },
    contact: { all: [{ usual: true }, { not: { reason: [98, 99] } }] },
    rightParty: { rule: 'contact', agentOutcome: 'any' },
    conversion: { any: [{ category: 'sale' }, { rule: 'rightParty', amountAbove: 10 }] },
  },
};

test.each([
  ['a sale', { reason: 10, agentOutcome: 167 }, [true, true, true, true]],
  [
    'a mailbox that only the agent noticed is no contact',
    { reason: 10, agentOutcome: 168 },
    [false, false, false, false],
  ],
  ['an amount above ten', { reason: 10, agentOutcome: 102, conversion: 10.5 }, [false, true, true, true]],
  ['an amount of ten', { reason: 10, agentOutcome: 102, conversion: 10 }, [false, true, true, false]],
  ['a do-not-call reason is no contact here', { reason: 99, agentOutcome: 106 }, [false, false, false, false]],
  ['a contact that nobody classified', { reason: 10 }, [false, true, false, false]],
  ['busy', { reason: 1 }, [false, false, false, false]],
] as const)(`${verifies('RULE-1')} %s`, (_, outcome, [success, contact, rightParty, conversion]) => {
  const rules = rulesOf(shop);
  const of = { ...none, ...outcome };
  expect([rules.success(of), rules.contact(of), rules.rightParty(of), rules.conversion(of)]).toEqual([
    success,
    contact,
    rightParty,
    conversion,
  ]);
});

test('what is no contact by the rules of an installation is no right party either', () => {
  const rules = rulesOf({ rules: { contact: { agentOutcome: 105 } } });
  expect(rules.rightParty({ ...none, reason: 10, agentOutcome: 102 })).toBe(false);
  expect(rules.rightParty({ ...none, reason: 10, agentOutcome: 105 })).toBe(true);
});

test('a name says who gave it, and that of the installation goes before the vendor’s', () => {
  const { agentOutcomeWord } = rulesOf(shop);
  expect(agentOutcomeWord(103)).toEqual({ name: 'Price too high', category: 'refusal', certainty: 'installation' });
  expect(agentOutcomeWord(104)).toEqual({ name: 'Wrong Person', category: 'wrongParty', certainty: 'licensee' });
  expect(agentOutcomeWord(0)).toMatchObject({ name: 'Live Call', certainty: 'documented' });
  expect(agentOutcomeWord(4711)).toBeUndefined();
});

test('where a person must not be called again is said by the reason, or by the agent’s outcome', () => {
  const { doNotCallOf } = rulesOf(shop);
  expect(doNotCallOf({ reason: 99, agentOutcome: undefined })).toBe('campaign');
  expect(doNotCallOf({ reason: 10, agentOutcome: 169 })).toBe('tenant');
  expect(doNotCallOf({ reason: 10, agentOutcome: 107 })).toBe('tenant');
  expect(doNotCallOf({ reason: 10, agentOutcome: 167 })).toBeUndefined();
});

test.each([
  [{ rules: { contact: {} } }, 'rules.contact', 'says nothing: give at least one condition'],
  [{ rules: { contact: { category: 'gold' } } }, 'rules.contact.category', "no agent outcome has the category 'gold'"],
  [{ rules: { contact: { any: [{ not: { category: ['x'] } }] } } }, 'rules.contact.any.0.not.category', "category 'x'"],
  [{ rules: { contact: { rule: 'conversion' } } }, 'rules.contact.rule', 'before this one stand success'],
  [{ rules: { success: { rule: 'success' } } }, 'rules.success.rule', 'none stands before this one'],
  [{ rules: { sale: { reason: 10 } } }, 'rules', 'sale'],
  [{ rules: { contact: { reasonCategory: 'livecal' } } }, 'rules.contact.reasonCategory', ''],
  [
    {
      agentOutcomes: [
        { code: 1, name: 'a' },
        { code: 1, name: 'b' },
      ],
    },
    'agentOutcomes.1.code',
    '1 stands there twice',
  ],
  [{ agentOutcomes: [{ code: 10_000, name: 'a' }] }, 'agentOutcomes.0.code', ''],
] as const)(`${verifies('RULE-2')} what is wrong in %j is said with its place`, (config, path, says) => {
  const { error } = rulesConfigSchema.safeParse(config);
  const [issue] = error?.issues ?? [];
  expect(issue?.path.join('.')).toBe(path);
  expect(issue?.message).toContain(says);
});

test.each([
  // A case of the installation's own goes before the table.
  [
    { reason: 10, agentOutcome: 167 },
    { word: 'Closed Won', certainty: 'installation' },
  ],
  [
    { reason: 1, agentOutcome: undefined },
    { word: 'SIT_TONE_BUSY', certainty: 'exact' },
  ],
  [
    { reason: 10, agentOutcome: undefined },
    { word: 'HUMAN_ANSWERED', certainty: 'near' },
  ],
  // Nobody has a word for a reason of an installation.
  [
    { reason: 777, agentOutcome: undefined },
    { word: 'Other', certainty: 'installation' },
  ],
])(`${verifies('RULE-3')} an outcome has the word of another system, with how near it comes: %j`, (given, word) => {
  const { dispositionOf } = installationRules(
    rulesConfigSchema.parse({
      agentOutcomes: [{ code: 167, name: 'Sale', category: 'sale' }],
      disposition: {
        cases: [{ when: { category: 'sale' }, is: 'Closed Won' }],
        table: 'amazonConnect',
        otherwise: 'Other',
      },
    }),
  );
  expect(dispositionOf({ success: false, conversion: undefined, ...given })).toEqual(word);
});

test.each([
  [{ cases: [{ when: { category: 'nothing' }, is: 'x' }] }, 'disposition.cases.0.when.category'],
  [{ cases: [{ when: { usual: true }, is: 'x' }] }, 'disposition.cases.0.when.usual'],
  [{}, 'disposition'],
  [{ table: 'salesforce' }, 'disposition.table'],
])(`${verifies('RULE-2')} a disposition that cannot be meant is refused with its place: %j`, (disposition, place) => {
  expect(rulesConfigSchema.safeParse({ disposition }).error?.issues[0]?.path.join('.')).toBe(place);
});
