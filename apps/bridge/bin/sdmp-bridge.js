#!/usr/bin/env node
// Plain JavaScript that any Node from 18 up can read, and that is there before the first build.
import('../dist/start.js').then(
  ({ start }) => start({ name: 'sdmp-bridge', script: import.meta.url, load: () => import('../dist/main.js') }),
  (error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    process.stderr.write("sdmp-bridge: not built: run 'npx -y pnpm@10 build' in the repository\n");
    process.exitCode = 1;
  },
);
