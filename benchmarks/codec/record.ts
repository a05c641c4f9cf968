export type CodeAndValue = readonly [code: string, value: string];

/** The number of different records, so that no parser benefits from a cache. */
const distinct = 2048;

/** Returns an outcome of eleven fields; as an OZ frame it has 149 bytes with TX and NUL. */
function recordAt(index: number): readonly CodeAndValue[] {
  const number = String(index).padStart(6, '0');
  return [
    ['TX', 'EOSales1'],
    ['TD', 'tenant1'],
    ['CN', 'SpringRenewals'],
    ['AN', 'Joe.Smith'],
    ['AG', 'jsmith'],
    ['SI', `6f1c2a90-${number}`],
    ['TN', `01234${number}`],
    ['RE', '10'],
    ['AO', '167'],
    ['IR', '16'],
    ['DT', 'Town~N~Oslo|Plan~N~Gold|Points~N~41|'],
  ];
}

/** The same records for every subject. */
export const records: readonly (readonly CodeAndValue[])[] = Array.from({ length: distinct }, (__, index) =>
  recordAt(index),
);

/** Returns a value's contribution to the checksum, which detects subjects that omit or truncate values. */
export function weigh(value: string): number {
  return value.length * 256 + value.charCodeAt(value.length - 1);
}

function sum(values: readonly string[]): number {
  return values.reduce((total, value) => total + weigh(value), 0);
}

/** Checksum of all values of all records. */
export const allValues: number = sum(records.flatMap((record) => record.map(([, value]) => value)));

/** Fields that the application reads in the lazy case. */
export const readCodes: readonly string[] = ['CN', 'RE', 'AO'];

/** Checksum of the lazily read fields. */
export const readValues: number = sum(
  records.flatMap((record) => record.filter(([code]) => readCodes.includes(code)).map(([, value]) => value)),
);
