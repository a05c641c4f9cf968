/** What the stream, subject, topic or key of the messages is called in every system. */
export const topic = 'outcomes';
/** The reader that is away while they are published. */
export const readerName = 'warehouse';
