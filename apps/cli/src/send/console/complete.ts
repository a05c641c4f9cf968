import { separator, type MessageDefinition, messages } from '@sdmp/protocol';

/** What may be typed, and the part of the line that it would replace, as `node:readline` wants it. */
export type Completion = readonly [candidates: string[], replaced: string];

const commands = ['?', '.help', '.quit'] as const;

const sendable: readonly MessageDefinition[] = messages.filter(({ direction }) => direction === 'toDialer');

/** Completes a message under way: its code, then the codes of its parameters that are not there yet. */
export function complete(line: string): Completion {
  const [head = '', ...fields] = line.split(separator);
  const last = fields.at(-1);
  if (last === undefined) return completeHead(head);
  if (last.length > 2) return [[], ''];
  const used = new Set(fields.slice(0, -1).map((field) => field.slice(0, 2)));
  const known = new Set(definitionsOf(head).flatMap(({ parameters }) => parameters.map(({ code }) => code)));
  const candidates = Array.from(known).filter((code) => code.startsWith(last.toUpperCase()) && !used.has(code));
  return [candidates.toSorted(), last];
}

function completeHead(head: string): Completion {
  const codes = new Set(sendable.map(({ code }) => `${code}${separator}`));
  const routed = new Set(sendable.map((message) => `${addressOf(message)}${separator}`));
  const all = [...commands, ...codes, ...(head.includes(':') ? routed : [])];
  return [all.filter((each) => each.startsWith(head.toUpperCase()) || each.startsWith(head)).toSorted(), head];
}

/** Returns every message that can be sent under a code or an address, such as `EO` or `CG:MA:EO`. */
export function definitionsOf(head: string): readonly MessageDefinition[] {
  const wanted = head.toUpperCase();
  return sendable.filter((message) => wanted === message.code || wanted === addressOf(message));
}

function addressOf({ service, interface: layer, code }: MessageDefinition): string {
  return `${service}:${layer}:${code}`;
}
