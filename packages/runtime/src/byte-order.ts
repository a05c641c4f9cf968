/** Whether numbers lie in memory as they go over the wire in a run. Where they do not, runs are neither asked for nor written. */
export const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
