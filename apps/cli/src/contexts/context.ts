/** Options that a context may hold, by their names on the command line. Secrets are not among them, only paths of files. */
export const contextOptions = {
  unicode: 'boolean',
  encoding: 'string',
  tls: 'boolean',
  tlsInsecure: 'boolean',
  caFile: 'string',
  certificateFile: 'string',
  keyFile: 'string',
  serverName: 'string',
  tenant: 'string',
  user: 'string',
  passwordFile: 'string',
  userTenant: 'string',
  tokenFile: 'string',
} as const;

type Kinds = { readonly string: string; readonly boolean: true };

export type ContextOptions = {
  readonly [Name in keyof typeof contextOptions]?: Kinds[(typeof contextOptions)[Name]];
};

/** A saved endpoint. */
export interface Context {
  /** `HOST:PORT`, or the address of a bridge. */
  readonly address: string;
  readonly options: ContextOptions;
}

/** Every saved endpoint, and the one that is used where none is named. */
export interface Contexts {
  readonly current: string | undefined;
  readonly byName: ReadonlyMap<string, Context>;
}

const fileVersion = 1;
const nameForm = /^[A-Za-z0-9][\w.-]{0,63}$/;

/** Whether a text can be the name of a context: it must not look like an address or an option. */
export function isContextName(text: string): boolean {
  return nameForm.test(text);
}

/** Returns only those options that a context holds. */
export function contextOptionsOf(options: Readonly<Record<string, unknown>>): ContextOptions {
  const kept = Object.entries(contextOptions).flatMap(([name, kind]) => {
    const value = options[name];
    return typeof value === kind && value !== false ? [[name, value] as const] : [];
  });
  return Object.fromEntries(kept);
}

export function contextsText({ current, byName }: Contexts): string {
  const contexts = Object.fromEntries(
    Array.from(byName, ([name, { address, options }]) => [name, { address, ...options }]),
  );
  return `${JSON.stringify({ version: fileVersion, ...(current === undefined ? {} : { current }), contexts }, null, 2)}\n`;
}

/** Reads what `contextsText` wrote; '' holds none. Returns undefined for any other text. */
export function readContexts(text: string): Contexts | undefined {
  if (text === '') return { current: undefined, byName: new Map() };
  const value = parsed(text);
  if (!isGroup(value) || value['version'] !== fileVersion || !isGroup(value['contexts'])) return undefined;
  const byName = new Map<string, Context>();
  for (const [name, entry] of Object.entries(value['contexts'])) {
    if (!isContextName(name) || !isGroup(entry) || typeof entry['address'] !== 'string') return undefined;
    byName.set(name, { address: entry['address'], options: contextOptionsOf(entry) });
  }
  const { current } = value;
  if (current !== undefined && typeof current !== 'string') return undefined;
  return { current, byName };
}

/** Returns the version that a file of contexts states when this program does not know it yet; undefined for any other text. */
export function newerVersionIn(text: string): number | undefined {
  const value = parsed(text);
  const version = isGroup(value) ? value['version'] : undefined;
  return typeof version === 'number' && version > fileVersion ? version : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
