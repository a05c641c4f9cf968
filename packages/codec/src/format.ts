import { type MessageAddress, separator } from '@sdmp/protocol';
import { readHead } from './head.ts';

export interface MessageParts extends MessageAddress {
  /** code, value, code, value … in the order to be written. */
  readonly fields: readonly string[];
}

/** A message as a frame, without a terminator. Routed framing (SDMP 2) where service and interface are given. */
export function format(message: MessageParts): string {
  const { service, interface: layer, code, fields } = message;
  const head = service === null || layer === null ? code : `${service}:${layer}:${code}`;
  const quotedCode = readHead(head)?.quotedCode;
  let frame = head;
  for (let at = 0; at < fields.length; at += 2) {
    const parameter = fields[at] ?? '';
    const value = fields[at + 1] ?? '';
    frame += parameter === quotedCode ? `${separator}${parameter}"${value}"` : separator + parameter + value;
  }
  return frame;
}
