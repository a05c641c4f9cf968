const groupLengths: readonly number[] = [8, 4, 4, 4, 12];

function randomDigit(): string {
  return Math.floor(Math.random() * 16).toString(16);
}

/**
 * Returns a name for a transaction that no other bears: 32 random hexadecimal digits in groups. Such a name has to differ and is
 * no secret: loading Node's cryptography for it was a tenth of what a start of a subscriber costs.
 */
export function randomTransaction(): string {
  return groupLengths.map((length) => Array.from({ length }, randomDigit).join('')).join('-');
}
