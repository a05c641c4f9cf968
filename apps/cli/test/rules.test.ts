import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { runCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { twoWeeks, twoWeeksJournal } from './support/two-weeks.ts';

function rulesFile(config: unknown): string {
  const path = join(temporaryFolder(), 'rules.json');
  writeFileSync(path, typeof config === 'string' ? config : JSON.stringify(config));
  return path;
}

/** A refusal (102) is nobody's contact here, agent outcome 105 is called a promise. */
const strict = {
  agentOutcomes: [{ code: 105, name: 'Promise', category: 'promise' }],
  rules: {
    contact: { usual: true, not: { agentOutcome: 102 } },
    conversion: { category: 'promise', amountAbove: 50 },
  },
};

const many = (pattern: RegExp): number => twoWeeks().filter(({ body }) => pattern.test(body)).length;

test(`${verifies('RULE-2')} rules are tried on what was recorded, and what they change is said`, async () => {
  const [file, directory] = [rulesFile(strict), await twoWeeksJournal()];
  const { exitCode, printed } = await runCli(['rules', 'try', file, directory]);
  expect(exitCode).toBe(0);
  const refused = many(/AO102/);
  const usual = many(/AO10[2356]/);
  expect(printed).toContain(`contact: ${usual - refused} of 4500 calls, before ${usual}: 0 more, ${refused} less`);
  expect(printed).toMatch(new RegExp(`10 Connected +102 Refusal +${refused} +yes +no, was yes +no, was yes`));
  expect(printed).toContain('success: 1408 of 4500 calls, as before');
  const changed = await runCli(['rules', 'try', file, directory, '--changed', '--format', 'json']);
  const { rows } = JSON.parse(changed.printed) as { readonly rows: readonly Readonly<Record<string, unknown>>[] };
  expect(new Set(rows.map(({ agentOutcome }) => agentOutcome))).toEqual(new Set(['102 Refusal', '105 Promise']));
});

test('agent outcomes that nobody has named are listed, with how often they came', async () => {
  const records = twoWeeks().map((record) => ({ ...record, body: record.body.replace('AO103', 'AO4711') }));
  const { printed } = await runCli(['rules', 'try', rulesFile({}), await twoWeeksJournal(records)]);
  expect(printed).toContain(`4711: ${many(/AO103/)} calls`);
});

test(`${verifies('RULE-1')} reports go by the rules of a file, with its names`, async () => {
  const [file, directory] = [rulesFile(strict), await twoWeeksJournal()];
  const words = ['report', 'rates', directory, '--format', 'json', '--by', 'outcome'];
  const usual = JSON.parse((await runCli(words)).printed) as { total: { contacts: number } };
  const ruled = await runCli([...words, '--rules', file]);
  const { total, rows } = JSON.parse(ruled.printed) as {
    total: { contacts: number };
    rows: { agentOutcome: string }[];
  };
  expect(usual.total.contacts - total.contacts).toBe(many(/AO102/));
  expect(rows.map(({ agentOutcome }) => agentOutcome)).toContain('105 Promise');
});

test('an agent outcome that is marked as a machine counts as one against the limit', async () => {
  const records = twoWeeks().map((record) => ({ ...record, body: record.body.replace(/AO1(?!\d)/, 'AO168') }));
  const directory = await twoWeeksJournal(records);
  const words = ['report', 'abandoned', directory, '--rule', 'ofcom', '--zone', 'UTC', '--format', 'json'];
  const machines = async (...more: readonly string[]): Promise<number> => {
    const { printed } = await runCli([...words, ...more]);
    const { campaigns } = JSON.parse(printed) as {
      campaigns: { periods: { counts: { machinesToAgents: number } }[] }[];
    };
    return campaigns.flatMap(({ periods }) => periods).reduce((sum, { counts }) => sum + counts.machinesToAgents, 0);
  };
  expect(await machines()).toBe(0);
  const marked = rulesFile({ agentOutcomes: [{ code: 168, name: 'Mailbox', machine: true }] });
  expect(await machines('--rules', marked)).toBe(many(/AO1(?!\d)/));
});

test('an agent outcome that is marked is listed as do not call', async () => {
  const directory = await twoWeeksJournal();
  const file = rulesFile({ agentOutcomes: [{ code: 103, name: 'Never', doNotCall: 'tenant' }] });
  const { printed } = await runCli(['report', 'do-not-call', directory, '--format', 'csv', '--rules', file]);
  expect(printed.trimEnd().split('\r\n')).toHaveLength(1 + many(/AO103|RE99/));
});

test('the example can be meant', async () => {
  const { printed } = await runCli(['rules', 'example']);
  const file = rulesFile(printed);
  expect(await runCli(['rules', 'check', file])).toMatchObject({ exitCode: 0, printed: `${file} is right\n` });
  const document = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8');
  expect(document).toContain(printed.trimEnd());
});

test.each([
  ['{', 'is no JSON'],
  ['{"rules":{"contact":{"category":"gold"}}}', "rules.contact.category: no agent outcome has the category 'gold'"],
  ['{"rules":{"sale":{"reason":10}}}', 'rules: Unrecognized key: "sale"'],
  ['{"agentOutcomes":[{"code":"x","name":""}]}', '(and 1 more)'],
] as const)('what is wrong in a file is said in a line: %s', async (text, says) => {
  for (const words of [
    ['check', rulesFile(text)],
    ['try', rulesFile(text), '/nowhere'],
  ]) {
    const { exitCode, printed, said } = await runCli(['rules', ...words]);
    expect([exitCode, printed]).toEqual([1, '']);
    expect(said).toContain(says);
    expect(said.trimEnd().split('\n')).toHaveLength(1);
  }
});

test('rules of nothing says what there is in a line', async () => {
  const { exitCode, said } = await runCli(['rules', 'nonsense']);
  expect(exitCode).toBe(2);
  expect(said).toContain("there is no 'nonsense': try, check or example");
});
