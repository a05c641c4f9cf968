import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { root } from './support/copied-repository.ts';

const patience = { timeout: 60_000, interval: 100 } as const;

interface Totals {
  readonly total: { readonly calls: number };
}

/** Starts the demo until it is interrupted. */
function startDemo() {
  const child = spawn(process.execPath, ['scripts/demo.ts'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close').then(([code]: readonly unknown[]) => code);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const printed = (): string => lines.join('\n');
  return { printed, ended, interrupt: () => child.kill('SIGINT') };
}

/** The number behind a word in the newest line that has it. */
function newest(text: string, word: string): number {
  return Number([...text.matchAll(new RegExp(`${word} (\\d+)`, 'g'))].at(-1)?.[1] ?? -1);
}

test('the demo makes outcomes of reports and of a dialer, shows them on its page, survives a cut link and ends in order', {
  timeout: 300_000,
}, async () => {
  const demo = startDemo();
  await expect.poll(demo.printed, patience).toMatch(/link CUT\n[^]*link up/);
  const [, page = ''] = /page (http:\S+)/.exec(demo.printed()) ?? [];
  // Calls of the floor, from their reports (CF, TC and others), beside those of the dialer.
  expect(newest(demo.printed(), 'from reports')).toBeGreaterThan(0);
  expect(newest(demo.printed(), 'dialed')).toBeGreaterThan(0);
  const recorded = newest(demo.printed(), 'recorded');
  const totals = async (): Promise<number> =>
    ((await (await fetch(`${page}api/v1/campaigns`)).json()) as Totals).total.calls;
  await expect.poll(totals, patience).toBeGreaterThanOrEqual(recorded);
  expect(await (await fetch(page)).text()).toContain('<title>');
  const shown = await totals();
  demo.interrupt();
  expect(await demo.ended).toBe(0);
  const summary = demo.printed().slice(demo.printed().indexOf('Summary'));
  const all = newest(summary, 'in the journal');
  expect(all).toBeGreaterThanOrEqual(shown);
  expect(newest(summary, 'recorded by the dialer') + newest(summary, 'reported by the floor')).toBe(all);
  expect([newest(summary, 'delivered'), newest(summary, 'lost'), newest(summary, 'doubled')]).toEqual([all, 0, 0]);
  expect(summary).toContain('recorded = delivered: nothing was lost, nothing came twice');
});
