/** Writes a small journal by the code of an earlier commit, as a fixture for the tests that open it with the code of today. */
import { execFileSync } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { parsed, UsageError } from './usage.ts';

const help = `Usage: node scripts/journal-fixture.ts COMMIT FILE [--upkeep]   a journal.db as that commit wrote it, compressed

--upkeep   wait until a batch of many campaigns is stored by campaign, which formats from 2 on do

4400 records of 100 campaigns and two tenants, and two cursors. packages/journal/test/formats.test.ts says what it reads of them.
Run it with the last commit before the format changes:

  node scripts/journal-fixture.ts 2e62447^ packages/journal/test/fixtures/format-2.db.gz --upkeep
`;

/** More than one batch, so that the first is full and can be stored by campaign. */
const recordCount = 4400;
const root = join(import.meta.dirname, '..');

/** What the code of every commit has had. */
interface EarlierJournal {
  readonly openSqliteJournal: (options: { readonly directory: string; readonly compactAfter: number }) => Promise<{
    readonly append: (records: readonly object[]) => Promise<unknown>;
    readonly cursors: { readonly save: (cursors: readonly object[]) => Promise<unknown> };
    readonly close: () => Promise<void>;
  }>;
}

async function writeFixture(commit: string, file: string, waits: boolean): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-fixture-'));
  try {
    const code = join(directory, 'code');
    mkdirSync(code);
    const archive = execFileSync('git', ['archive', commit, 'packages/journal'], { cwd: root, maxBuffer: 1 << 28 });
    execFileSync('tar', ['x', '-C', code], { input: archive });
    symlinkSync(join(root, 'packages/journal/node_modules'), join(code, 'packages/journal/node_modules'));
    const { openSqliteJournal } = (await import(join(code, 'packages/journal/src/index.ts'))) as EarlierJournal;
    const journal = await openSqliteJournal({ directory: join(directory, 'journal'), compactAfter: 4 });
    const { promise: upkeep, resolve } = Promise.withResolvers<unknown>();
    subscribe('sdmp:journal:compact', resolve);
    await journal.append(
      Array.from({ length: recordCount }, (_, number) => ({
        time: 1_700_000_000_000 + number,
        tenant: `tenant ${number % 2}`,
        campaign: `campaign ${(number * 37) % 100}`,
        classes: 1 << (number % 2),
        body: `\\CNcampaign ${(number * 37) % 100}\\SI${number}\\RE10`,
      })),
    );
    const cursor = { tenant: 'tenant 0', filter: { campaign: 'campaign 37' }, touched: 1_700_000_000_000 };
    await journal.cursors.save([
      { ...cursor, name: 'crm', position: 200 },
      { ...cursor, name: 'warehouse', position: 4300 },
    ]);
    if (waits) await upkeep;
    await journal.close();
    const database = join(directory, 'journal/journal.db');
    const opened = new DatabaseSync(database);
    opened.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; VACUUM');
    process.stdout.write(`format ${String(opened.prepare('PRAGMA user_version').get()?.['user_version'])}\n`);
    opened.close();
    writeFileSync(file, gzipSync(readFileSync(database)));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

try {
  const options = {
    upkeep: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  const { values, positionals } = parsed(() => parseArgs({ options, allowPositionals: true }));
  const [commit, file] = positionals;
  if (values.help) process.stdout.write(help);
  else if (commit === undefined || file === undefined) throw new UsageError('name a commit and a file to write');
  else await writeFixture(commit, file, values.upkeep);
} catch (error) {
  process.stderr.write(`journal-fixture: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
