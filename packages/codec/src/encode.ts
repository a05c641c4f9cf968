import { cellSize, encodeText, type WireEncoding } from './encoding.ts';
import { format, type MessageParts } from './format.ts';
import type { FrameEnd } from './framer.ts';

export interface EncodeOptions {
  /** Default `windows-1252`. */
  readonly encoding?: WireEncoding;
  /** Default NUL. */
  readonly end?: FrameEnd;
}

/** A frame's text to bytes, terminator included. */
export function encodeFrame(text: string, options: EncodeOptions = {}): Uint8Array {
  const { encoding = 'windows-1252', end = '\0' } = options;
  return encodeText(text + end, encoding);
}

/** A message to bytes, terminator included. */
export function encode(message: MessageParts, options: EncodeOptions = {}): Uint8Array {
  return encodeFrame(format(message), options);
}

/** The terminator a writer sends. */
export function terminator(encoding: WireEncoding): Uint8Array {
  return new Uint8Array(cellSize(encoding));
}
