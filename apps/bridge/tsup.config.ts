import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

/** Where the page is built, and where the program looks for it. */
const page = { from: '../dashboard/dist', to: 'dist/page' };

async function copyPage(): Promise<void> {
  if (existsSync(page.from)) await cp(page.from, page.to, { recursive: true });
}

export default defineConfig(
  library(
    { main: 'src/main.ts', start: 'src/start.ts' },
    // Node 18 reads `start`, and goes on in a newer one.
    { platform: 'node', target: 'node18', dts: false, noExternal: ['@sdmp/terminal'], onSuccess: copyPage },
  ),
);
