import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig(
  library(
    { index: 'src/index.ts', vitest: 'src/vitest.ts', 'node-test': 'src/node-test.ts' },
    { platform: 'node', external: ['vitest'] },
  ),
);
