import { cp } from 'node:fs/promises';
import { defineConfig } from 'tsup';
import { journalWorkers, program } from '../../tsup.base.ts';

/** The page is built by a workspace of its own; the bridge serves what lies beside the program. */
const page = new URL('../dashboard/dist/', import.meta.url);
const placeOfPage = new URL('dist/page/', import.meta.url);

export default defineConfig(
  program({
    workers: { ...journalWorkers, 'parquet-worker': '../../packages/sinks/dist/parquet-worker.js' },
    onBuilt: () => cp(page, placeOfPage, { recursive: true }),
  }),
);
