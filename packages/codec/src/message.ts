/** A message as on the wire: codes and values in order, including repeats. */
export interface Message {
  /** Service as written; null in SDMP 1. */
  readonly service: string | null;
  /** Interface as written; null in SDMP 1. */
  readonly interface: string | null;
  /** Two characters, or empty if the frame does not start with a message code. */
  readonly code: string;
  /** code, value, code, value … A segment too short for a code is kept with an empty value. */
  readonly fields: readonly string[];
  /** The raw frame, without its terminator. */
  readonly text: string;
  /** Returns the value of the first parameter with this code, or undefined. */
  get(code: string): string | undefined;
  has(code: string): boolean;
  /** Returns codes with their values in wire order. */
  entries(): [code: string, value: string][];
  /** Whether the frame names its service and interface (SDMP 2). */
  readonly isRouted: boolean;
}

/** Node's name of the method that `console.log` and `util.inspect` call. */
export const inspected = Symbol.for('nodejs.util.inspect.custom');

/** Node's `util.inspect`, as it hands itself to that method. */
export type Inspect = (value: unknown, options: object) => string;

/** Returns what `console.log` shows of a message: its head, and its parameters as code and value. */
export function inspectMessage(message: Message, options: object, inspect: Inspect): string {
  const { service, interface: layer, code } = message;
  return `Message ${inspect({ service, interface: layer, code, entries: message.entries() }, options)}`;
}

/** A message created from fields. Received messages are created by `decode`. */
export const Message: new (
  service: string | null,
  layer: string | null,
  code: string,
  fields: readonly string[],
  text: string,
) => Message = class implements Message {
  readonly service: string | null;
  readonly interface: string | null;
  readonly code: string;
  readonly fields: readonly string[];
  readonly text: string;

  constructor(service: string | null, layer: string | null, code: string, fields: readonly string[], text: string) {
    this.service = service;
    this.interface = layer;
    this.code = code;
    this.fields = fields;
    this.text = text;
  }

  get(code: string): string | undefined {
    return valueIn(this.fields, code);
  }

  has(code: string): boolean {
    return this.get(code) !== undefined;
  }

  entries(): [code: string, value: string][] {
    return pairsOf(this.fields);
  }

  get isRouted(): boolean {
    return this.service !== null;
  }

  [inspected](_: number, options: object, inspect: Inspect): string {
    return inspectMessage(this, options, inspect);
  }
};

/** Returns the value of the first parameter with this code, or undefined. */
export function valueIn(fields: readonly string[], code: string): string | undefined {
  for (let at = 0; at < fields.length; at += 2) if (fields[at] === code) return fields[at + 1];
  return undefined;
}

export function pairsOf(fields: readonly string[]): [code: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at < fields.length; at += 2) pairs.push([fields[at] ?? '', fields[at + 1] ?? '']);
  return pairs;
}
