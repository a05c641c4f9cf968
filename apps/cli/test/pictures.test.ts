import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startFakeBridge } from './support/fake-bridge.ts';
import { startService } from './support/start-service.ts';
import { terminalPicture } from './support/terminal-picture.ts';
import { hasTmux, Pane } from './support/tmux.ts';

const folder = new URL('../../../docs/images/', import.meta.url);
const columns = 110;

test('a picture has the text of each cell run, its colour, and nothing that a browser would take for markup', () => {
  const drawn = terminalPicture('\u001b[1;32m✓\u001b[0m a<b & c', 20);
  expect(drawn).toContain('fill="#98c379" font-weight="bold">✓</text>');
  expect(drawn).toContain('>\u00a0a&lt;b\u00a0&amp;\u00a0c</text>');
});

async function picture(pane: Pane, name: string): Promise<void> {
  writeFileSync(new URL(`terminal-${name}.svg`, folder), terminalPicture(await pane.colouredScreen(), columns));
}

test.runIf(hasTmux && process.env['UPDATE_SCREENSHOTS'] === '1')('the pictures of the documents', async () => {
  const service = await startService(['--memory', '--simulate', '20/s']);
  const tail = await Pane.start(['tail', service.ascii, '--count', '14'], { columns, rows: 20 });
  await tail.until(/ended 0/);
  await picture(tail, 'tail');
  const doctor = await Pane.start(['doctor', service.ascii], { columns, rows: 30 });
  await doctor.until(/ended \d/);
  await picture(doctor, 'doctor');
  const bridge = await startFakeBridge();
  const top = await Pane.start(['top', bridge.url], { columns, rows: 22 });
  await top.until(/^✓ {2}north/m);
  await picture(top, 'top');
});
