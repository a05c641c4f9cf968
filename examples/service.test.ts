import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const example = fileURLToPath(new URL('service.ts', import.meta.url));

test("the runtime's README shows the tested service", async () => {
  const readme = await readFile(new URL('../packages/runtime/README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`\`\`\`ts\n${await readFile(example, 'utf8')}\`\`\``);
});

test('the example of service and client in one process prints its outcome and exits', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout).toBe('Joe Connected true\n');
});
