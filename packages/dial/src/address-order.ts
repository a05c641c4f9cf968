import { isIPv6 } from 'node:net';

/** Addresses with the families taking turns, that of the first one first: a family without a route costs one attempt in two. */
export function inTurn(addresses: readonly string[]): readonly string[] {
  const [first = ''] = addresses;
  const leads = (address: string): boolean => isIPv6(address) === isIPv6(first);
  const leading = addresses.filter(leads);
  const others = addresses.filter((address) => !leads(address));
  const longest = Math.max(leading.length, others.length);
  return Array.from({ length: longest }, (_, at) => [leading[at], others[at]])
    .flat()
    .filter((address) => address !== undefined);
}
