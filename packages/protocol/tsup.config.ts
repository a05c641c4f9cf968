import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

export default defineConfig(
  library({
    index: 'src/index.ts',
    messages: 'src/messages.ts',
    named: 'src/named.ts',
    schema: 'src/schema.ts',
    arbitrary: 'src/arbitrary.ts',
  }),
);
