/** Gives the addresses of a name, best first. */
export type LookUp = (host: string) => Promise<readonly string[]>;

/** Asks the system, its hosts file included, in the order that it prefers. */
export const systemLookUp: LookUp = async (host) => {
  const dns = globalThis.process.getBuiltinModule('node:dns/promises');
  const found = await dns.lookup(host, { all: true, order: 'verbatim' });
  return found.map(({ address }) => address);
};
