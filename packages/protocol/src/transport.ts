/** Documented facts and our limits of the transport; the only place where they are spelled. */

/** Port of the 8-bit listener. */
export const asciiPort = 6502;
/** Port of the UTF-16LE listener. */
export const unicodePort = 6500;
/** Characters of a TX that applications may use; the rest of its length is reserved for the dialer. */
export const usableTransactionLength = 80;
/** Tenant of a message that names none: the one that exists after installation. */
export const defaultTenant = 'default';
/** Outcomes a second during rollforward when the request names no rate, per persist token. */
export const defaultRate = 100;
/** Default limit of a frame, bytes without the terminator. */
export const defaultMaxFrameBytes = 1024 * 1024;
/** How much of an oversized or unreadable frame an ER repeats, characters. */
export const quotedExcerptLength = 256;
/** How many unreadable frames in a row end a socket. */
export const defaultMaxUnreadableInRow = 20;

/** Separates the segments of a message. */
export const separator = '\\';
/** Length of message and parameter codes. */
export const codeLength = 2;

/** What SP may ask for: the framing of line-of-business data on a socket, by its RS value. */
export const dataFramings = ['unformatted', 'xml', 'json', 'legacy'] as const;
export type DataFraming = (typeof dataFramings)[number];
