import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordedJournal } from './support/recorded-journal.ts';
import { binary } from './support/start-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { hasTmux, Pane, tmuxIsMissing } from './support/tmux.ts';

if (!hasTmux) process.stderr.write(`${tmuxIsMissing}\n`);

test.runIf(process.env['CI'] === 'true')('tmux is there', () => {
  expect(hasTmux, tmuxIsMissing).toBe(true);
});

/** A command takes as long as its input does: what it is fed by hand takes longer than any silent time. */
test.skipIf(!hasTmux)('a command that takes long says how far it is, on one line that is gone at the end', async () => {
  const folder = temporaryFolder();
  const words = ['journal', 'export', await recordedJournal(200), '--format', 'archive'];
  const archive = execFileSync(process.execPath, [binary, ...words]);
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const pane = await Pane.start(['journal', 'import', join(folder, 'restored'), pipe], { columns: 80 });
  const input = createWriteStream(pipe);
  input.write(archive.subarray(0, 1000));
  const line = /^importing: 1000 bytes read, (\d+) s$/m;
  const early = await pane.until(line);
  expect(early).toMatch(/^before\n/m);
  // It counts on while nothing comes, in place of the line of before.
  const [, seconds = ''] = line.exec(early) ?? [];
  const later = await pane.until(new RegExp(`^importing: 1000 bytes read, (?!${seconds} )\\d+ s$`, 'm'));
  expect(later.match(/importing/g)).toHaveLength(1);
  input.end(archive.subarray(1000));
  await once(input, 'close');
  const screen = await pane.until(/ended 0/);
  expect(screen).toMatch(/Imported journal \S+: 200 records/);
  expect(screen).not.toContain('importing');
});

test.skipIf(!hasTmux)('what is quick says nothing, and an interruption removes the line', async () => {
  const folder = temporaryFolder();
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const pane = await Pane.start(['journal', 'import', join(folder, 'restored'), pipe], { columns: 80 });
  const input = createWriteStream(pipe);
  await once(input, 'open');
  await pane.until(/^importing, [2-9] s$/m);
  await pane.press('C-c');
  input.destroy();
  const screen = await pane.until(/ended 1/);
  expect(screen).toContain('interrupted: nothing was imported');
  expect(screen).not.toMatch(/^importing/m);
});
