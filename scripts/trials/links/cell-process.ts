/** Runs the cells that it is given, one after the other, until its parent leaves. */
import type { CellJob } from './cell.ts';
import { runCell } from './cell.ts';
import type { CellReport } from './cell-worker.ts';

const [compileCache = ''] = process.argv.slice(2);

function report(message: CellReport): void {
  process.send?.(message);
}

process.on('disconnect', () => process.exit());
process.on('message', (job: CellJob) => {
  runCell(job, compileCache).then(
    (cell) => report({ cell }),
    (error: unknown) => report({ reason: error instanceof Error ? error.message : String(error) }),
  );
});
