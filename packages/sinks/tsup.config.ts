import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig(
  library(
    {
      index: 'src/index.ts',
      suite: 'src/suite/index.ts',
      webhook: 'src/webhook/index.ts',
      postgres: 'src/postgres/index.ts',
      nats: 'src/nats/index.ts',
      kafka: 'src/kafka/index.ts',
      files: 'src/files/index.ts',
      // Started by its address, beside whichever file starts it.
      'parquet-worker': 'src/files/parquet/parquet-worker.ts',
      'standard-output': 'src/standard-output/index.ts',
    },
    { platform: 'node' },
  ),
);
