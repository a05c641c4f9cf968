import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';

/** The reader's own decoder takes a text that begins with U+FEFF for one with a mark of the byte order. */
const exact = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/** The rows of a Parquet file; whole numbers as numbers. */
export async function parquetRows(file: string): Promise<Record<string, unknown>[]> {
  const parsers = { stringFromBytes: (bytes: Uint8Array) => exact.decode(bytes) };
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file), parsers });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
    ),
  );
}
