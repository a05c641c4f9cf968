import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';

/** The rows of a Parquet file; whole numbers as numbers. */
export async function parquetRows(file: string): Promise<Record<string, unknown>[]> {
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
    ),
  );
}
