import { verifies } from '@sdmp/requirements';
import { describe, expect, test } from 'vitest';
import { startFakeBridge } from './support/fake-bridge.ts';
import { startService } from './support/start-service.ts';
import { hasTmux, Pane, tmuxIsMissing } from './support/tmux.ts';

if (!hasTmux) process.stderr.write(`${tmuxIsMissing}\n`);

test.runIf(process.env['CI'] === 'true')('tmux is there', () => {
  expect(hasTmux, tmuxIsMissing).toBe(true);
});

describe.skipIf(!hasTmux)('sdmp top on a terminal', () => {
  test(`${verifies('TOP-1')}shows a bridge, sorts, pauses, explains its keys, follows the size, and gives the terminal back`, async () => {
    const bridge = await startFakeBridge();
    const pane = await Pane.start(['top', bridge.url, '--interval', '100ms'], { columns: 110, rows: 20 });
    await pane.until(/Dialers \(2\)/);
    expect(await pane.variable('alternate_on')).toBe('1');
    const screen = await pane.until(/^✗ {2}south +waiting/m);
    // The most urgent first.
    expect(screen.indexOf('south')).toBeLessThan(screen.indexOf('north'));
    await pane.press('s');
    const byName = await pane.until(/^by name/m);
    expect(byName.indexOf('✓  north')).toBeLessThan(byName.indexOf('✗  south'));
    await pane.press('p');
    await pane.until(/STALE: paused.*[^]*^\? {2}north[^]*^PAUSED/m);
    await pane.press('p');
    await pane.until(/^✓ {2}north/m);
    await pane.press('h');
    await pane.until(/^Keys$/m);
    await pane.press('h');
    await pane.until(/^Dialers/m);
    await pane.resize(44, 10);
    const narrow = await pane.until(/^by name {3}1-\d+ of \d+/m);
    for (const line of narrow.split('\n')) expect(line.length).toBeLessThanOrEqual(44);
    expect(narrow.split('\n')).toHaveLength(10);
    await pane.press('End');
    await pane.until(/\d+-(\d+) of \1\b/);
    await pane.press('q');
    await pane.until(/before\n+ended 0/);
    expect(await pane.variable('alternate_on')).toBe('0');
    expect(await pane.variable('cursor_flag')).toBe('1');
  });

  test(`${verifies('TOP-2')}data of a bridge that has gone is marked as stale, without colours too`, async () => {
    const bridge = await startFakeBridge();
    const pane = await Pane.start(['top', bridge.url, '--interval', '100ms'], { environment: { NO_COLOR: '1' } });
    await pane.until(/^✓ {2}north/m);
    expect((await pane.colouredScreen()).split('\n').slice(0, -1).join('\n')).not.toContain('\u001b[3');
    await bridge.close();
    await pane.until(/^✗ STALE: .*connection refused[^]*^\? {2}north/m);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    `${verifies('TOP-1')}the terminal is given back after %s`,
    async (signal) => {
      const service = await startService(['--memory', '--simulate', '50/s']);
      const pane = await Pane.start(['top', service.ascii]);
      await pane.until(/Campaigns heard of/);
      expect(await pane.variable('alternate_on')).toBe('1');
      await pane.signal(signal);
      await pane.until(/before\n+ended \d+/);
      expect(await pane.variable('alternate_on')).toBe('0');
      expect(await pane.variable('cursor_flag')).toBe('1');
      // What is typed is taken by lines again.
      await pane.type('echo back');
      await pane.press('Enter');
      await pane.until(/\bback$/m);
    },
  );

  test(`${verifies('SEC-1')}names from outside steer nothing on the screen`, async () => {
    const bridge = await startFakeBridge('\u001b[2J\u202e');
    const pane = await Pane.start(['top', bridge.url], { columns: 160 });
    await pane.until(/<U\+001B>\[2J<U\+202E>/);
    expect(await pane.screen()).toMatch(/^sdmp top/);
  });
});
