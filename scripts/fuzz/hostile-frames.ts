import type { Random } from '../../packages/codec/fuzz/random.ts';

/** A number from 0 up to a few hundred, so that requests meet the transactions and tokens of others. */
const names = 300;

const oneOf = [
  'VS',
  String.raw`VS\VI0`,
  String.raw`VS\VI1`,
  String.raw`CG:MA:VS\TKx`,
  String.raw`SP\RS2`,
  String.raw`SP\RS0`,
];

/** Frames of a request that is right, or nearly so. `victim` is a token and a TX of another tenant. */
const makers: readonly [Maker, ...Maker[]] = [
  (random) => random.pick(['VS', ...oneOf]),
  (random) => String.raw`VS\TKack:${String(random.below(2 ** 31))}`,
  (random) => String.raw`EO\TXt${name(random)}\FO\SO`,
  (random) => String.raw`EO\TXt${name(random)}\CNSales1\SO\TKe`,
  (random) => String.raw`EO\TXt${name(random)}\PSp${name(random)}\CS${String(random.below(2_000_000))}\FO\SO`,
  (random) => String.raw`EE\TXt${name(random)}`,
  (random) => String.raw`EE\TXt${name(random)}\TKe`,
  () => String.raw`EE\TX${victim}`,
  () => String.raw`EO\TX${victim}\PS${victim}\FO\SO`,
  () => String.raw`EO\TX${victim}\TDnorth\PS${victim}\FO\SO`,
  () => String.raw`EE\TX${victim}\TDnorth`,
  (random) => String.raw`OZ\TXa\DT${'['.repeat(1 + random.below(5000))}`,
  (random) => String.raw`OZ\TXa\DT${'{"a":'.repeat(1 + random.below(1000))}`,
  (random) => String.raw`OZ\TXa\DT<!DOCTYPE a [<!ENTITY b "${'&c;'.repeat(random.below(500))}">]><a>&b;</a>`,
  (random) => String.raw`CG:CT:TC\SI1\TN${'9'.repeat(random.below(5000))}`,
  (random) => 'x'.repeat(random.below(40)),
  (random) => `EO${String.raw`\ZZa`.repeat(random.below(300))}`,
];

type Maker = (random: Random) => string;

/** Token and TX of the honest subscriber, whose tenant is another. */
export const victim = 'honest';

/** Characters that mean something to a protocol, a terminal, a page or a table. */
const special = [
  '\\',
  '\\\\',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '"',
  ':',
  '\u001b[2J',
  '\u202e',
  '<b>',
  '=1+1',
  '\u00ff',
  '\u0080',
] as const;

/** A number of bytes beyond the limit of a frame. */
const beyondLimit = 1_100_000;

function name(random: Random): string {
  return String(random.below(names));
}

function mutated(random: Random, frame: string): string {
  const at = random.below(frame.length + 1);
  const until = Math.min(frame.length, at + random.below(8));
  switch (random.below(4)) {
    case 0:
      return frame.slice(0, at) + random.pick(special) + frame.slice(at);
    case 1:
      return frame.slice(0, at) + frame.slice(until);
    case 2:
      return frame.slice(0, at) + frame.slice(at, until).repeat(1 + random.below(20)) + frame.slice(until);
    default:
      return frame.slice(0, at) + String.fromCharCode(random.below(256)) + frame.slice(until);
  }
}

/** Returns a message of an attacker who knows the protocol: right, damaged, or much too large. */
export function hostileFrame(random: Random): string {
  if (random.oneIn(20_000)) return `EO\\TX${'x'.repeat(beyondLimit)}`;
  if (random.oneIn(2000)) return String.raw`VS\TK${'y'.repeat(random.below(100_000))}`;
  const made = random.pick(makers)(random);
  let frame = made;
  while (random.oneIn(3)) frame = mutated(random, frame);
  return frame;
}
