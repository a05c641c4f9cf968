/** Reads the types of the Kafka protocol (https://kafka.apache.org/protocol#protocol_types), flexible versions. */
export class KafkaReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  int8(): number {
    return this.#bytes.readInt8(this.#take(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#take(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#take(4));
  }

  uint32(): number {
    return this.#bytes.readUInt32BE(this.#take(4));
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#take(8));
  }

  bytes(length: number): Buffer {
    const from = this.#take(length);
    return this.#bytes.subarray(from, from + length);
  }

  unsignedVarint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      if (shift > 28) throw new RangeError('a varint is longer than 5 bytes');
      const byte = this.#bytes.readUInt8(this.#take(1));
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** Zigzag. */
  varint(): number {
    const value = this.unsignedVarint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  varlong(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      if (shift > 63n) throw new RangeError('a varlong is longer than 10 bytes');
      const byte = BigInt(this.#bytes.readUInt8(this.#take(1)));
      value |= (byte & 0x7fn) << shift;
      if (byte < 0x80n) return (value >> 1n) ^ -(value & 1n);
    }
  }

  /** As records have it: a zigzag length, -1 for none. */
  varBytes(): Buffer | undefined {
    const length = this.varint();
    return length < 0 ? undefined : this.bytes(length);
  }

  nullableString(): string | undefined {
    const length = this.int16();
    return length < 0 ? undefined : this.bytes(length).toString('utf8');
  }

  compactBytes(): Buffer | undefined {
    const length = this.unsignedVarint() - 1;
    return length < 0 ? undefined : this.bytes(length);
  }

  compactString(): string | undefined {
    return this.compactBytes()?.toString('utf8');
  }

  /** Each with tags of its own behind it. */
  compactArray<T>(read: () => T): T[] {
    return Array.from({ length: Math.max(0, this.unsignedVarint() - 1) }, () => {
      const value = read();
      this.tags();
      return value;
    });
  }

  tags(): void {
    for (let count = this.unsignedVarint(); count > 0; count--) {
      this.unsignedVarint();
      this.bytes(this.unsignedVarint());
    }
  }

  #take(length: number): number {
    if (length < 0 || length > this.left) throw new RangeError(`${length} bytes wanted, ${this.left} left`);
    const from = this.#at;
    this.#at += length;
    return from;
  }
}

/** Writes those types. */
export class KafkaWriter {
  readonly #parts: Buffer[] = [];

  int8(value: number): this {
    return this.#add(1, (bytes) => bytes.writeInt8(value));
  }

  int16(value: number): this {
    return this.#add(2, (bytes) => bytes.writeInt16BE(value));
  }

  int32(value: number): this {
    return this.#add(4, (bytes) => bytes.writeInt32BE(value));
  }

  int64(value: bigint): this {
    return this.#add(8, (bytes) => bytes.writeBigInt64BE(value));
  }

  unsignedVarint(value: number): this {
    let left = value;
    for (; left > 0x7f; left = Math.floor(left / 128)) this.#parts.push(Buffer.of((left % 128) | 0x80));
    this.#parts.push(Buffer.of(left));
    return this;
  }

  compactBytes(value: Buffer | undefined): this {
    if (value === undefined) return this.unsignedVarint(0);
    this.unsignedVarint(value.length + 1);
    this.#parts.push(value);
    return this;
  }

  compactString(value: string | undefined): this {
    return this.compactBytes(value === undefined ? undefined : Buffer.from(value));
  }

  string(value: string): this {
    const bytes = Buffer.from(value);
    this.int16(bytes.length);
    this.#parts.push(bytes);
    return this;
  }

  /** Each with empty tags behind it. */
  compactArray<T>(values: readonly T[], write: (value: T) => void): this {
    this.unsignedVarint(values.length + 1);
    for (const value of values) {
      write(value);
      this.tags();
    }
    return this;
  }

  /** Of numbers, which have no tags. */
  compactNumbers(values: readonly number[]): this {
    this.unsignedVarint(values.length + 1);
    for (const value of values) this.int32(value);
    return this;
  }

  array<T>(values: readonly T[], write: (value: T) => void): this {
    this.int32(values.length);
    for (const value of values) write(value);
    return this;
  }

  tags(): this {
    return this.unsignedVarint(0);
  }

  /** What was written, behind its length. */
  framed(): Buffer {
    const length = Buffer.alloc(4);
    const content = Buffer.concat(this.#parts);
    length.writeInt32BE(content.length);
    return Buffer.concat([length, content]);
  }

  #add(length: number, write: (bytes: Buffer) => void): this {
    const bytes = Buffer.alloc(length);
    write(bytes);
    this.#parts.push(bytes);
    return this;
  }
}
