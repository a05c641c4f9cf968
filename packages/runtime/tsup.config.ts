import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

const entries = {
  index: 'src/index.ts',
  client: 'src/client/index.ts',
  server: 'src/server/index.ts',
  users: 'src/server/users/index.ts',
};

export default defineConfig(library(entries, { platform: 'node' }));
