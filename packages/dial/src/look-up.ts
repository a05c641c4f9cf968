import { lookup } from 'node:dns/promises';

/** Gives the addresses of a name, best first. */
export type LookUp = (host: string) => Promise<readonly string[]>;

/** Asks the system, its hosts file included, in the order that it prefers. */
export const systemLookUp: LookUp = async (host) => {
  const found = await lookup(host, { all: true, order: 'verbatim' });
  return found.map(({ address }) => address);
};
