/** Something that is measured: one way of reading or writing the records. */
export interface Subject {
  readonly name: string;
  /** Compared with subjects of the same group. */
  readonly group: 'read' | 'write';
  /** What it hands over, in a few words. */
  readonly delivers: string;
  /** All records as this subject has them on the wire. */
  readonly bytes: Uint8Array;
  /** The checksum that one pass over the records gives. */
  readonly checksum: number;
  /** Makes one pass: reads the chunks, which are `bytes` cut up, or writes every record. */
  readonly pass: (chunks: readonly Uint8Array[]) => number;
}

/** Bytes as a socket hands them over. */
export function chunksOf(bytes: Uint8Array, size: number): Uint8Array[] {
  const whole = Buffer.from(bytes);
  return Array.from({ length: Math.ceil(whole.length / size) }, (__, index) =>
    whole.subarray(index * size, (index + 1) * size),
  );
}
