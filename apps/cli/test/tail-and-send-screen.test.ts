import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { verifies } from '@sdmp/requirements';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startService } from './support/start-service.ts';
import { hasTmux, Pane, tmuxIsMissing } from './support/tmux.ts';

if (!hasTmux) process.stderr.write(`${tmuxIsMissing}\n`);

describe.skipIf(!hasTmux)('on a terminal', () => {
  test('tail fits the width, has headings, says success by symbols, and counts at the end', async () => {
    const service = await startService(['--memory', '--feed', '-']);
    const pane = await Pane.start(['tail', service.ascii], { columns: 80 });
    await pane.until(/^live$/m);
    service.feed('OZ\\CNSales1\\SI1\\RE10\nOZ\\CNA campaign whose name is very long indeed\\SI2\\RE5\n');
    const screen = await pane.until(/^✗ +\d\d:\d\d:\d\d/m);
    expect(screen).toMatch(/^ {3}time +result +campaign/m);
    expect(screen).toMatch(/^✓ +\d\d:\d\d:\d\d +10 Connected +Sales1/m);
    expect(screen).toContain('…');
    await pane.press('C-c');
    await pane.until(/^2 outcomes in .*: 1 success, 1 failure[^]*ended 0/m);
  });

  test(`${verifies('SEC-1')}what a dialer sends is shown on the screen and never executed`, async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.write('ER\\EC803\\MS\u001b[2J\u001b]0;owned\u0007wiped\0', 'latin1'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const pane = await Pane.start(['send', `127.0.0.1:${port}`, 'VS', '--count', '1'], { columns: 120 });
    // The screen was not cleared, and the title is as it was.
    await pane.until(/^before\nER\\EC803\\MS<U\+001B>\[2J<U\+001B>\]0;owned<U\+0007>wiped\nended 1$/m);
    expect(await pane.variable('pane_title')).not.toContain('owned');
  });

  test('send is a console: Tab completes, the history comes back, what arrives stands above the prompt', async () => {
    const service = await startService(['--memory']);
    const pane = await Pane.start(['send', service.ascii, '--wait', '200ms'], { columns: 80 });
    // Words stay whole at the end of a line.
    expect(await pane.until(/^sdmp> *$/m)).toMatch(/^what was sent before\.$/m);
    await pane.type('VS');
    await pane.press('Tab');
    await pane.until(/^sdmp> VS\\/m);
    await pane.type('TKone');
    await pane.press('Enter');
    await pane.until(/^MV\\TKone\n(?:.*\n)*sdmp> *$/m);
    await pane.press('Up');
    await pane.until(/^sdmp> VS\\TKone$/m);
    await pane.press('C-c');
    await pane.until(/ended 0/);
    // The shell reads lines again.
    await pane.type('echo back');
    await pane.press('Enter');
    await pane.until(/\bback$/m);
  });
});
