#!/usr/bin/env node
// Plain JavaScript that any Node from 18 up can read, and that is there before the first build. `tail` has all that it needs in
// a file of its own: reading many takes longer than what it does until its first output.
const load = () => (process.argv[2] === 'tail' ? import('../dist/tail.js') : import('../dist/main.js'));
import('../dist/start.js').then(
  ({ start }) => start({ name: 'sdmp', script: import.meta.url, load }),
  (error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    process.stderr.write("sdmp: not built: run 'npx -y pnpm@10 build' in the repository\n");
    process.exitCode = 1;
  },
);
