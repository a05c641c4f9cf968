/** Current behaviour of a link. */
export interface LinkConditions {
  /** Whether bytes are discarded while sockets stay open. */
  isSilent: boolean;
  /** Limit for each direction of each connection; undefined: unlimited. */
  bytesPerSecond: number | undefined;
  /** Maximum size of a write; undefined: as received. */
  chunkSize: number | undefined;
}
