import type { Random } from './random.ts';

const towns = ['Oslo', 'Leeds', 'Cork', 'Aarhus', 'Bath', 'Utrecht', 'Porto', 'Lyon', 'Ghent', 'Perth'] as const;
/** Share of the calls with data, and of those with an empty DT. */
const filledShare = 0.72;
const emptyShare = 0.14;
/** Number of prepared rows to draw from; building each row anew would dominate the cost of an outcome. */
const stockSize = 1024;

function row(random: Random): string {
  const town = towns[random.below(towns.length)] ?? '';
  const balance = (random.below(90_000) / 100).toFixed(2);
  return `|Town~N~${town}|Balance~N~${balance}|Retry_Count~N~${random.below(6)}|Product~N~P${100 + random.below(900)}|`;
}

/** Draws line-of-business data in the legacy form (`NAME~N~VALUE|`), sometimes empty, sometimes undefined. */
export function legacyData(random: Random): (contact: number) => string | undefined {
  const stock = Array.from({ length: stockSize }, () => row(random));
  return (contact) => {
    const share = random.next() / 2 ** 32;
    if (share >= filledShare + emptyShare) return undefined;
    if (share >= filledShare) return '';
    return `Contact_ID~N~${contact}${stock[random.below(stockSize)] ?? ''}`;
  };
}
