import { expect, test } from 'vitest';
import { run } from '../src/run.ts';
import { fakeTerminal } from './support/fake-terminal.ts';

async function explain(...words: readonly string[]) {
  const terminal = fakeTerminal();
  const exitCode = await run(['explain', ...words], terminal);
  return { exitCode, printed: terminal.printed(), said: terminal.said() };
}

test('a message: what it is, its rules and parameters', async () => {
  const { printed, exitCode } = await explain('EO');
  expect(exitCode).toBe(0);
  for (const part of ['EnumerateOutcomes', 'CG:MA:EO', 'at least one of FO, SO', 'CS', '10.6.660', '1 to 1000000']) {
    expect(printed).toContain(part);
  }
});

test('the same under other names, whatever the case', async () => {
  const { printed } = await explain('EO');
  for (const name of ['CG:MA:EO', 'cg:ma:eo', 'EnumerateOutcomes', 'enumerateoutcomes']) {
    expect((await explain(name)).printed).toBe(printed);
  }
});

test('a parameter: its limits, and who else has it', async () => {
  const { printed } = await explain('eo.rateControl');
  expect(printed).toMatch(/^EO\.CS {2}rateControl/);
  expect(printed).toContain('a whole number, 1 to 1000000');
  expect(printed).toContain('CG:MA:EA');
  expect((await explain('CG:MA:EO.CS')).printed).toBe(printed);
});

test.each([
  [['reason', '7'], 'Abandoned'],
  [['reason 7'], 'Abandoned'],
  [['Reason', 'busy'], 'Line busy'],
  [['error', '803'], 'Transaction identifier (TX) missing'],
  [['outcome', '101'], 'Reschedule'],
  [['cause', '17'], 'User busy'],
  [['TX'], 'a parameter of'],
])('%j', async (words, expected) => {
  const { printed, exitCode } = await explain(...words);
  expect(printed).toContain(expected);
  expect(exitCode).toBe(0);
});

test('as an older release knows it', async () => {
  expect((await explain('EO', '--release', '10.6.600')).printed).not.toContain('CS ');
  const { exitCode, said } = await explain('EO.CS', '--release', '10.6.600');
  expect({ exitCode, said }).toEqual({
    exitCode: 1,
    said: 'sdmp: CS (rateControl) was added in 10.6.660; 10.6.600 does not have it\n',
  });
});

test('what is not known gets suggestions and exit code 1', async () => {
  expect((await explain('EnumerateOutcome')).said).toContain('did you mean EnumerateOutcomes');
  expect((await explain('803')).said).toContain('did you mean error 803?');
  const { exitCode, printed, said } = await explain('EO.CZ');
  expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
  expect(said).toMatch(/did you mean EO\.C/);
});

test('--json gives an object a line', async () => {
  const { printed } = await explain('EO', 'EO.CS', 'reason', '7', '--json');
  const kinds = printed
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { kind: string }).kind);
  expect(kinds).toEqual(['message', 'parameter', 'reason']);
});

test('every command has help with examples', async () => {
  for (const command of ['serve', 'tail', 'send', 'decode', 'encode', 'explain', 'simulate']) {
    const terminal = fakeTerminal();
    expect(await run(['help', command], terminal)).toBe(0);
    expect(terminal.printed()).toContain(`Examples:\n  `);
    expect(terminal.printed()).toContain(`sdmp ${command}`);
  }
});
