import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig(
  library({ index: 'src/index.ts', reports: 'src/reports.ts', schema: 'src/schema.ts' }, { platform: 'node' }),
);
