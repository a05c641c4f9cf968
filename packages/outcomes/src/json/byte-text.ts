const firstBytes = 64 * 1024;
const zero = 0x30;
const quote = 0x22;
/** UTF-8 takes no more bytes for a UTF-16 unit. */
const mostBytesPerUnit = 3;
/** Digits of the largest whole number there is. */
const mostDigits = 16;
/** Above it division costs more. */
const largestInteger = 2 ** 31 - 1;
const utf8 = new TextEncoder();

/** Text that is put together as UTF-8, in memory that is used again. */
export class ByteText {
  /** What was written is before `length`. Another buffer after it has grown. */
  buffer = new Uint8Array(firstBytes);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** What was written: a view that the next `clear` ends. */
  view(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  /** What was written, as bytes of their own. */
  copy(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  /** Makes room for `bytes` more bytes. */
  reserve(bytes: number): void {
    const needed = this.length + bytes;
    if (this.buffer.length >= needed) return;
    const roomier = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    roomier.set(this.buffer.subarray(0, this.length));
    this.buffer = roomier;
  }

  /** Room must be there. */
  byte(unit: number): void {
    this.buffer[this.length++] = unit;
  }

  /** Room must be there. Quicker than a copy by the system for what is as short as a value. */
  range(bytes: Uint8Array, start: number, end: number): void {
    const { buffer } = this;
    let to = this.length;
    for (let at = start; at < end; at++) buffer[to++] = bytes[at] ?? 0;
    this.length = to;
  }

  /** As `range`, with `before` in front of each double quote. */
  rangeQuoted(bytes: Uint8Array, start: number, end: number, before: number): void {
    const { buffer } = this;
    let to = this.length;
    for (let at = start; at < end; at++) {
      const unit = bytes[at] ?? 0;
      if (unit === quote) buffer[to++] = before;
      buffer[to++] = unit;
    }
    this.length = to;
  }

  /** A whole number from 0 on. Room must be there. */
  digits(number: number): void {
    const { buffer } = this;
    let count = 1;
    for (let rest = number; rest >= 10 && count < mostDigits; rest /= 10) count++;
    const start = this.length;
    this.length = start + count;
    let at = this.length;
    let left = number;
    for (; left > largestInteger; left = Math.floor(left / 10)) buffer[--at] = zero + (left % 10);
    for (; at > start; left = (left / 10) | 0) buffer[--at] = zero + (left % 10);
  }

  /** Any text; makes room. */
  text(text: string): void {
    this.reserve(text.length * mostBytesPerUnit);
    this.length += utf8.encodeInto(text, this.buffer.subarray(this.length)).written;
  }
}
