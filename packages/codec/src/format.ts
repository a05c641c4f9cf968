import { codeNumber, type MessageAddress, separator } from '@sdmp/protocol';
import { headOf } from './head.ts';

/** A message to be written: its address, and its fields in wire order. */
export interface MessageParts extends MessageAddress {
  /** code, value, code, value … in wire order. */
  readonly fields: readonly string[];
}

/** Returns the head of a message's frame. */
export function headText({ service, interface: layer, code }: MessageAddress): string {
  return service === null || layer === null ? code : `${service}:${layer}:${code}`;
}

/** Returns the number of the code whose value is written in quotes, or a number that no code has. */
export function quotedCodeOf(head: string): number {
  // A head with a separator is invalid, but its start may be a valid one.
  return head.includes(separator) ? Number.NaN : (headOf(head)?.quotedCode ?? Number.NaN);
}

/** Formats a message as a frame without a terminator, in routed framing (SDMP 2) if service and interface are given. */
export function format(message: MessageParts): string {
  const { fields } = message;
  let frame = headText(message);
  const quotedCode = quotedCodeOf(frame);
  for (let at = 0; at < fields.length; at += 2) {
    const code = fields[at] ?? '';
    const value = fields[at + 1] ?? '';
    frame += isQuoted(code, quotedCode) ? `${separator}${code}"${value}"` : separator + code + value;
  }
  return frame;
}

export function isQuoted(code: string, quotedCode: number): boolean {
  return codeNumber(code) === quotedCode && code.length === 2;
}
