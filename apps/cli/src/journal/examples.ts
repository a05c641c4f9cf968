const texts = {
  journal: `
DIR is what 'sdmp serve --data' was given. info, verify, export and dead-letters also work beside a running service; import, prune and
erase want the journal for themselves.

Examples:
  sdmp journal info ./outcomes
  sdmp journal export ./outcomes --format archive > outcomes.sdmp
  sdmp journal erase --help`,
  info: `
Prints id, format, positions, times, size, and each cursor: a persist token and its TX, with its position and backlog. The
names are the subscribers' own. Changes nothing; a service may have the journal open.

Examples:
  sdmp journal info ./outcomes
  sdmp journal info ./outcomes --format json | jq '.cursors[] | select(.lost > 0)'`,
  verify: `
Checks every batch down to each record, and the cursors. A damaged batch is a line of its own, with its positions and
times; the last line counts. Exit code 1 when something is damaged. A service may have the journal open.

Examples:
  sdmp journal verify ./outcomes
  sdmp journal verify ./outcomes --from 100000 --to 199999`,
  export: `
json: an object a line, as sdmp tail prints. An archive has everything: positions, times, erasures, cursors and checksums;
'sdmp journal import' makes the same journal of it. With --skip-damage an archive has erased records at the positions that
cannot be read, and the exit code is 1. A service may have the journal open.

Examples:
  sdmp journal export ./outcomes --since 2026-11-22 --until 2026-11-23 --format csv > day.csv
  sdmp journal export ./outcomes --campaign Sales1 --from 1000 --to 1999
  sdmp journal export ./outcomes --format archive > outcomes.sdmp`,
  import: `
All or nothing: the journal is there once everything was checked and is on disk. DIR must hold no journal.

Examples:
  sdmp journal import ./restored < outcomes.sdmp
  sdmp journal import ./restored outcomes.sdmp`,
  prune: `
Whole batches go, oldest first; readers that had not come so far get a gap, which is told. Stop the service first, or give it
--retain-age and --retain-bytes.

Examples:
  sdmp journal prune ./outcomes --before 2026-10-01
  sdmp journal prune ./outcomes --keep-age 30d --keep-bytes 10GiB`,
  erase: `
--telephone takes outcomes whose telephone number (TN) has the same digits in the same order: spaces, dashes, brackets and a
plus do not count, a country code does. --session takes those whose session (SI) is the same. The whole outcome goes, its
data too, from every file of the journal; its position stays and is delivered to nobody. Archives and other copies are yours
to see to. What holds the number elsewhere is counted, and erased with --anywhere. Stop the service first.

Examples:
  sdmp journal erase ./outcomes --telephone '+44 1632 960123' --dry-run
  sdmp journal erase ./outcomes --telephone 01632960123 --anywhere --yes
  sdmp journal erase ./outcomes --session 001234567890 --tenant default --yes`,
  'dead-letters': `
An outcome whose data break the schema of 'sdmp serve --data-schema' is a dead letter: it is in the journal, went to subscribers, and the
reason says what is wrong with it. Printed by cause; with --all, --cause or --positions one by one. After a correction of the schema --replay
holds them against it once more. A service may run; it goes by a new schema from its next start on. In the folder of a bridge, --sink shows
what that sink refused.

Examples:
  sdmp journal dead-letters ./outcomes
  sdmp journal dead-letters ./outcomes --cause 'its data break the schema: Balance is no number' --format json
  sdmp journal dead-letters ./outcomes --all --replay data.json
  sdmp journal dead-letters ./outcomes --positions 7,8 --discard`,
} as const;

/** What the help of a part of `sdmp journal` says below its flags. */
export function examplesOf(name: string): string {
  return name in texts ? texts[name as keyof typeof texts] : '';
}
