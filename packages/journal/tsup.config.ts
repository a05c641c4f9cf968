import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig(
  library(
    {
      index: 'src/index.ts',
      conformance: 'src/conformance/index.ts',
      jetstream: 'src/jetstream/index.ts',
      // Started by its address, beside whichever file starts it.
      'writer-worker': 'src/sqlite/writer/writer-worker.ts',
      'checkpoint-worker': 'src/sqlite/writer/checkpoint-worker.ts',
    },
    { platform: 'node' },
  ),
);
