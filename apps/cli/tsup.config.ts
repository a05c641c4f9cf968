import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig(
  library(
    { main: 'src/main.ts', start: 'src/start.ts' },
    // Node 18 reads `start`, which restarts in a newer one.
    { platform: 'node', target: 'node18', dts: false, noExternal: ['@sdmp/terminal'] },
  ),
);
