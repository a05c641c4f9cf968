const zero = 0x30;
const nine = 0x39;
/** A number of more digits is left to the full reading. */
const mostDigits = 9;

/** The number in the bytes from `start` to before `end`; -1 for what is not written as we would write it. */
export function numberIn(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > mostDigits || (bytes[start] === zero && end - start > 1)) return -1;
  let number = 0;
  for (let at = start; at < end; at++) {
    const unit = bytes[at] ?? 0;
    if (unit < zero || unit > nine) return -1;
    number = number * 10 + unit - zero;
  }
  return number;
}
