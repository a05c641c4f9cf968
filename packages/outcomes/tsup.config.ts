import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig(
  library({
    index: 'src/index.ts',
    schema: 'src/schema.ts',
    statistics: 'src/statistics/index.ts',
    compliance: 'src/compliance/index.ts',
    rates: 'src/rates/index.ts',
    rules: 'src/rules/index.ts',
    data: 'src/data/index.ts',
    cloudevents: 'src/cloudevents/index.ts',
    columns: 'src/columns.ts',
    recorded: 'src/recorded.ts',
  }),
);
