import { verifies } from '@sdmp/requirements';
import { simulateFloor } from '@sdmp/testkit';
import { expect, test } from 'vitest';
import { floorOf } from '../src/simulate/floor-words.ts';
import { runCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const words = { seed: 5, agents: 12, shift: 300_000, talk: 40_000 };
const flags = ['--floor', '--seed', '5', '--agents', '12', '--shift', '5m', '--talk', '40s'];

/** Session, reason and agent outcome of each call, as the floor itself knows them. */
function stated(): readonly string[] {
  return [...simulateFloor(floorOf(words))].flatMap((event) => {
    if (event.kind !== 'outcome') return [];
    const { fields } = event;
    const value = (code: string): string => fields[fields.indexOf(code) + 1] ?? '';
    return [`${value('SI')} ${value('RE')} ${fields.includes('AO') ? value('AO') : '-'}`];
  });
}

async function recordedIn(data: string): Promise<readonly string[]> {
  const { printed } = await runCli(['journal', 'export', data, '--format', 'json']);
  return printed
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { sessionIdentifier: string; reason: number; agentOutcome?: number })
    .map(({ sessionIdentifier, reason, agentOutcome = '-' }) => `${sessionIdentifier} ${reason} ${agentOutcome}`);
}

test(
  verifies('CALL-1') +
    'a simulated floor drives the sources of a service over SDMP: each call comes to the outcome that the floor states',
  async () => {
    const data = temporaryFolder();
    const service = await startService(['--data', data, '--reports']);
    const sent = await runCli(['simulate', ...flags, '--to', service.ascii, '--speed', 'max']);
    expect(sent.exitCode).toBe(0);
    const calls = stated();
    expect(calls.length).toBeGreaterThan(100);
    expect(sent.said).toContain('of a floor with 12 agents in 4 campaigns');
    expect(sent.said).toContain(`${calls.length} calls ended, each an outcome`);
    const [, reports, verified] = /(\d+) reports sent, (\d+) verified/.exec(sent.said) ?? [];
    expect(verified).toBe(reports);
    service.kill('SIGTERM');
    await service.ended;
    expect((await recordedIn(data)).toSorted()).toEqual(calls.toSorted());
  },
);

test('the reports that a floor prints as JSON are a feed, and come to the same outcomes', async () => {
  const { printed } = await runCli(['simulate', ...flags, '--format', 'json']);
  const frames = await runCli(['simulate', ...flags]);
  const lines = printed.trimEnd().split('\n');
  expect(frames.printed.trimEnd().split('\n')).toHaveLength(lines.length);
  const data = temporaryFolder();
  const service = await startService(['--data', data, '--reports', '--feed', '-']);
  service.feed(printed);
  await service.untilPrinted(new RegExp(`committed ${lines.length}\\n`));
  service.kill('SIGTERM');
  await service.ended;
  expect((await recordedIn(data)).toSorted()).toEqual(stated().toSorted());
});

test('a service that takes no reports is named in one line, and what to do', async () => {
  const service = await startService(['--memory']);
  const { exitCode, said } = await runCli(['simulate', ...flags, '--to', service.ascii, '--speed', 'max']);
  expect(exitCode).toBe(1);
  expect(said).toMatch(/1 report NOT TAKEN, the first: error \d+: .*; is it 'sdmp serve --reports'/);
});

test.each([
  [['--agents', '3'], '--agents needs --floor'],
  [['--abandon-target', '3%'], '--abandon-target needs --floor'],
  [['--floor', '--rate', '5/s'], '--rate is not for --floor'],
  [['--floor', '--answer', '130%'], '3%'],
  [['--floor', '--pacing', 'wild'], 'predictive, progressive, preview, steady'],
])('simulate %j is refused in words', async (given, right) => {
  const { exitCode, said } = await runCli(['simulate', ...given]);
  expect({ exitCode, said }).toEqual({ exitCode: 2, said: expect.stringContaining(right) as string });
});

test('agents are shared out among the campaigns, and options hold for each of them', () => {
  const { campaigns = [] } = floorOf({ seed: 1, agents: 7, pacing: 'progressive', answer: 0.5 });
  expect(campaigns.map(({ agents }) => agents)).toEqual([3, 2, 1, 1]);
  expect(campaigns.every(({ pacing, answerRate }) => pacing === 'progressive' && answerRate === 0.5)).toBe(true);
  expect(floorOf({ seed: 1, agents: 2, campaigns: 2 }).campaigns?.map(({ agents }) => agents)).toEqual([1, 1]);
});
