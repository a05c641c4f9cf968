import { openSqliteJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { openSinkState, SinkRunner } from '@sdmp/sinks';
import { TableSink } from './table-sink.ts';

const { JOURNAL = './journal', TABLE = 'table.db' } = process.env;

await using stack = new AsyncDisposableStack();
const journal = await openSqliteJournal({ directory: JOURNAL });
stack.defer(() => journal.close());
const state = openSinkState(JOURNAL);
stack.defer(() => state.close());
const runner = new SinkRunner({ name: 'table', sink: new TableSink(TABLE), journal, state });
stack.defer(() => runner.close());
runner.start();

const { first, count } = await journal.append([
  parseOutcomeLine(String.raw`OZ\CNSales1\SI1\RE10\AO167`, { time: Date.now() }),
  parseOutcomeLine(String.raw`OZ\CNSales1\SI2\RE2`, { time: Date.now() }),
]);
while (runner.status.position < first + count) await new Promise((resolve) => setTimeout(resolve, 20));
console.log(`delivered up to position ${runner.status.position}`);
