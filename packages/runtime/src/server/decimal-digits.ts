const zero = 0x30;
/** Whole numbers below this are divided in fast integer arithmetic. */
const part = 1_000_000_000;
const partDigits = 9;

function digitCount(value: number): number {
  let count = 1;
  for (let limit = 10; value >= limit; limit *= 10) count++;
  return count;
}

/** The digits of a part, right-aligned in `count` cells of `cell` bytes from `at` on, little-endian. */
function writePart(target: Uint8Array, at: number, value: number, count: number, cell: 1 | 2): void {
  let rest = value | 0;
  for (let index = at + (count - 1) * cell; index >= at; index -= cell) {
    const next = (rest / 10) | 0;
    target[index] = zero + rest - next * 10;
    if (cell === 2) target[index + 1] = 0;
    rest = next;
  }
}

/** Writes a whole number from 0 to 2^53 - 1 as digits of `cell` bytes; returns where it ends. No string in between. */
export function writeDigits(target: Uint8Array, at: number, value: number, cell: 1 | 2): number {
  const count = digitCount(value);
  if (count <= partDigits) {
    writePart(target, at, value, count, cell);
  } else {
    const high = Math.floor(value / part);
    const split = at + (count - partDigits) * cell;
    writePart(target, at, high, count - partDigits, cell);
    writePart(target, split, value - high * part, partDigits, cell);
  }
  return at + count * cell;
}
