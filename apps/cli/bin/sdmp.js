#!/usr/bin/env node
// Plain JavaScript that any Node from 18 up can read, and that is there before the first build.
import { existsSync } from 'node:fs';

const shim = new URL('../dist/start.js', import.meta.url);

if (existsSync(shim)) {
  const { start } = await import(shim.href);
  await start({ name: 'sdmp', script: import.meta.url, load: () => import('../dist/main.js') });
} else {
  process.stderr.write("sdmp: not built: run 'npx -y pnpm@10 build' in the repository\n");
  process.exitCode = 1;
}
