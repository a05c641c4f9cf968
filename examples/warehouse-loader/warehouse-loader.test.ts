import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startBridge } from '../support/start-bridge.ts';
import { outputOf } from '../support/start-example.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const program = fileURLToPath(new URL('warehouse-loader.ts', import.meta.url));

test('each run loads what is new, page by page, and nothing twice', async () => {
  const bridge = await startBridge();
  const file = join(await temporaryDirectory(), 'warehouse.db');
  const run = () => outputOf(program, { BRIDGE: bridge.url, WAREHOUSE: file });
  const record = (from: number, to: number) =>
    bridge.record(
      Array.from({ length: to - from }, (_, index) => ({ sessionIdentifier: `${from + index}`, reason: 2 })),
    );

  await record(0, 600);
  expect(await run()).toBe('600 outcomes loaded, next position 600\n');
  expect(await run()).toBe('0 outcomes loaded, next position 600\n');
  await record(600, 610);
  expect(await run()).toBe('10 outcomes loaded, next position 610\n');

  using warehouse = new DatabaseSync(file, { readOnly: true });
  const sessions = warehouse.prepare('select session from outcomes order by position').all();
  expect(sessions.map(({ session }) => session)).toEqual(Array.from({ length: 610 }, (_, index) => `${index}`));
});
