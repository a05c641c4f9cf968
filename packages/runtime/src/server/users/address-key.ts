import { isIPv6 } from 'node:net';

const groups = 8;
const groupsOfNetwork = 4;
const ipv4Inside = '::ffff:';

/** What failures of an address are counted under: itself, or its network of 64 bits, of which one machine may have all. */
export function addressKey(address: string): string {
  if (!isIPv6(address) || address.startsWith(ipv4Inside)) return address;
  const [head = '', tail = ''] = address.split('%', 1).join('').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, groups - left.length - right.length) }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, groupsOfNetwork).join(':')}::/64`;
}
