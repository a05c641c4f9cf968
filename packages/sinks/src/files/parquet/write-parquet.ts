import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { valueLines } from '../line-shape.ts';
import { readLines } from '../read-lines.ts';
import { parquetColumnsOf, parquetSchemaOf } from './parquet-columns.ts';
import { columnsOfHeader } from './part-header.ts';
import { RowGroup } from './row-group.ts';

/**
 * Makes a Parquet file of the lines of another file, and syncs it. It holds its thread up for as long as a row group
 * takes: it is for a thread of its own. Rejects with what the system says.
 */
export async function writeParquet(lines: string, file: string): Promise<void> {
  const columns = parquetColumnsOf(columnsOfHeader(await headerOf(lines)));
  const handle = openSync(file, 'w', 0o600);
  try {
    const out = new ByteWriter();
    const writer = new ParquetWriter({ writer: out, schema: parquetSchemaOf(columns), createdBy: 'sdmp' });
    const flush = (): void => {
      const bytes = out.getBytes();
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      out.index = 0;
    };
    const write = async (group: RowGroup): Promise<void> => {
      await writer.write({ columnData: group.columns, rowGroupSize: Number.MAX_SAFE_INTEGER });
      flush();
    };
    let group = new RowGroup(columns);
    for await (const { text } of readLines(lines, valueLines)) {
      group.add(text);
      if (!group.isFull) continue;
      await write(group);
      group = new RowGroup(columns);
    }
    if (!group.isEmpty) await write(group);
    await writer.finish();
    flush();
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Returns the first line where it is one of columns. */
async function headerOf(lines: string): Promise<string | undefined> {
  let header: string | undefined;
  const reading = readLines(lines, valueLines, (found) => {
    header = found;
  });
  await reading.next();
  await reading.return(undefined);
  return header;
}
