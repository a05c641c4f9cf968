/** What a link does to the bytes on it, now. */
export interface LinkConditions {
  /** Bytes vanish, sockets stay. */
  isSilent: boolean;
  /** In each direction of each connection; undefined: as fast as it goes. */
  bytesPerSecond: number | undefined;
  /** Largest piece written at once; undefined: as it came. */
  chunkSize: number | undefined;
}
