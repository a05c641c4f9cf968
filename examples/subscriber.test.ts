import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openMemoryJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { startOutcomeService } from '@sdmp/runtime/server';
import { expect, onTestFinished, test } from 'vitest';
import { runningDirectory } from './support/running-directory.ts';

const example = fileURLToPath(new URL('subscriber.ts', import.meta.url));

test('the README shows the tested subscriber', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`\`\`\`ts\n${await readFile(example, 'utf8')}\`\`\``);
});

test('the ten-line subscriber prints the outcomes of its campaign', async () => {
  const journal = await openMemoryJournal();
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  const copy = join(await runningDirectory(), 'subscriber.ts');
  await writeFile(copy, (await readFile(example, 'utf8')).replace('6502', String(service.addresses[0]?.port)));
  const subscriber = spawn(process.execPath, [copy], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    subscriber.kill();
    await once(subscriber, 'exit');
    await service.close();
    await journal.close();
  });
  const lines = createInterface({ input: subscriber.stdout })[Symbol.asyncIterator]();
  while (service.status().transactions.length === 0) await sleep(10);
  const time = Date.now();
  await journal.append([
    parseOutcomeLine(String.raw`OZ\CNSales1\SI1\RE10\AO167`, { time }),
    parseOutcomeLine(String.raw`OZ\CNOther\SI2\RE1`, { time }),
    parseOutcomeLine(String.raw`OZ\CNSales1\SI3\RE2`, { time }),
  ]);
  expect((await lines.next()).value).toBe('Sales1 1 Connected true');
  expect((await lines.next()).value).toBe('Sales1 3 No Answer false');
});
