/** Documented facts and our limits of the transport, defined only here. */

/** Port of the 8-bit listener. */
export const asciiPort = 6502;
/** Port of the UTF-16LE listener. */
export const unicodePort = 6500;
/** Maximum length of a TX chosen by an application; the rest is reserved for the dialer. */
export const usableTransactionLength = 80;
/** Tenant of messages without TD; it exists after installation. */
export const defaultTenant = 'default';
/** Default rate of a rollforward, outcomes per second per persist token. */
export const defaultRate = 100;
/** Default limit of a frame, bytes without the terminator. */
export const defaultMaxFrameBytes = 1024 * 1024;
/** Length of the part of an oversized or unreadable frame that an ER repeats, characters. */
export const quotedExcerptLength = 256;
/** Number of consecutive unreadable frames after which a socket is closed. */
export const defaultMaxUnreadableInRow = 20;

/** Separates the segments of a message. */
export const separator = '\\';
/** Length of message and parameter codes. */
export const codeLength = 2;

/** Framings of line-of-business data that SP can request for a socket, by RS value. */
export const dataFramings = ['unformatted', 'xml', 'json', 'legacy'] as const;
/** A framing of line-of-business data: one of `dataFramings`. Their RS values are in the documentation of SP. */
export type DataFraming = (typeof dataFramings)[number];
