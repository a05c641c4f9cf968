import { importArchive } from '@sdmp/journal';
import type { Terminal } from '@sdmp/terminal';
import { readInput } from '../input.ts';
import { Progress } from '../screen/progress.ts';
import { countOf } from '@sdmp/events';
import { formatBytes, type FormatOptions, wantsJson } from './journal-format.ts';
import { inWords } from './open-journal.ts';

/** Makes a journal of an archive. */
export async function importJournal(
  directory: string,
  file: string | undefined,
  options: FormatOptions,
  terminal: Terminal,
): Promise<void> {
  using progress = new Progress(terminal, 'importing');
  const imported = await importArchive(counted(readInput(file, terminal), progress), { directory }).catch(
    (error: unknown) => {
      if (terminal.interrupted.aborted) throw new Error('interrupted: nothing was imported', { cause: error });
      throw inWords(error, directory);
    },
  );
  progress.clear();
  const { id, first, end, records, cursors } = imported;
  const line = wantsJson(options, terminal)
    ? JSON.stringify(imported)
    : `Imported journal ${id}: ${countOf(records, 'record')}, positions from ${first}, the next is ${end}; ${countOf(cursors, 'cursor')}.`;
  await terminal.output.write(`${line}\n`);
}

/** Passes pieces on, and shows how much there was. */
async function* counted(pieces: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const piece of pieces) {
    read += piece.length;
    progress.show(`importing: ${formatBytes(read)} read`);
    yield piece;
  }
}
