/** One measured way of reading or writing the records. */
export interface Subject {
  readonly name: string;
  /** Subjects of the same group are compared. */
  readonly group: 'read' | 'write';
  /** What it delivers, in a few words. */
  readonly delivers: string;
  /** All records in this subject's wire format. */
  readonly bytes: Uint8Array;
  /** Expected checksum of a pass over the records. */
  readonly checksum: number;
  /** Runs one pass: reads `bytes` in chunks, or writes every record. */
  readonly pass: (chunks: readonly Uint8Array[]) => number;
}

/** Splits bytes into chunks, as a socket does. */
export function chunksOf(bytes: Uint8Array, size: number): Uint8Array[] {
  const whole = Buffer.from(bytes);
  return Array.from({ length: Math.ceil(whole.length / size) }, (__, index) =>
    whole.subarray(index * size, (index + 1) * size),
  );
}
