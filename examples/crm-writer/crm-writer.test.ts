import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { outcomeFromMessage } from '@sdmp/outcomes';
import { decode } from '@sdmp/codec';
import { expect, test } from 'vitest';
import { Crm } from './crm.ts';
import { startExample } from '../support/start-example.ts';
import { startService } from '../support/start-service.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { until } from '../support/until.ts';

const calls = 200;
const program = fileURLToPath(new URL('crm-writer.ts', import.meta.url));

function attempts(file: string): number {
  try {
    using database = new DatabaseSync(file, { readOnly: true });
    const row = database.prepare('select attempts from contacts').get();
    return Number(row?.['attempts'] ?? 0);
  } catch {
    // Not created yet, or being opened by the program.
    return 0;
  }
}

test('an outcome that comes again has no second effect', async () => {
  const file = join(await temporaryDirectory(), 'crm.db');
  using crm = new Crm(file);
  const message = decode(String.raw`OZ\TXa\CNSales1\TN02079460123\SI1\RE10`);
  const outcome = outcomeFromMessage(message, { now: 0 });
  expect([crm.apply(outcome), crm.apply(outcome)]).toEqual([true, false]);
  expect(attempts(file)).toBe(1);
});

test('the program is killed again and again, and each call has counted once', async () => {
  const service = await startService();
  const file = join(await temporaryDirectory(), 'crm.db');
  const start = () => startExample(program, { SDMP_PORT: String(service.port), CRM_DATABASE: file });
  let writer = start();
  await service.untilSubscribed();
  for (let part = 1; part <= 4; part++) {
    await service.record(
      Array.from({ length: calls / 4 }, (_, call) => String.raw`OZ\CNSales1\TN02079460123\SI${part}-${call}\RE1`),
    );
    await until(() => attempts(file) > (part - 1) * (calls / 4));
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    writer = start();
  }
  await until(() => attempts(file) >= calls && service.backlog() === 0);
  writer.kill('SIGTERM');
  expect(await once(writer, 'exit')).toEqual([0, null]);
  expect(attempts(file)).toBe(calls);
});
