/** Name of the stream, subject, topic or key in every system. */
export const topic = 'outcomes';
/** Name of the reader that is disconnected while messages are published. */
export const readerName = 'warehouse';
