import { cp } from 'node:fs/promises';
import { defineConfig } from 'tsup';
import { library } from '../../tsup.base.ts';

/** The page is built by a workspace of its own; the bridge serves what lies beside the program. */
const page = new URL('../dashboard/dist/', import.meta.url);
const placeOfPage = new URL('dist/page/', import.meta.url);

export default defineConfig(
  library(
    { main: 'src/main.ts', start: 'src/start.ts' },
    {
      // Node 18 reads `start`, which restarts in a newer one.
      platform: 'node',
      target: 'node18',
      dts: false,
      noExternal: ['@sdmp/terminal'],
      onSuccess: () => cp(page, placeOfPage, { recursive: true }),
    },
  ),
);
