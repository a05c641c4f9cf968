import { Buffer } from 'node:buffer';

/** Smaller ones are made anew each time: Node has a pool of its own for them. */
const minBytes = 16 * 1024;
/** Sizes are multiples of this, so that a buffer fits the next write too. */
const stepBytes = 128 * 1024;
const maxBytes = 1024 * 1024;
const maxFree = 8;

/** Buffers to write outcomes into. They are reused once the socket has written them, otherwise a rollforward would mostly collect garbage. */
export class WriteBuffers {
  readonly #free: Buffer[] = [];

  /** Returns a buffer of at least `bytes` bytes. */
  take(bytes: number): Buffer {
    if (bytes < minBytes || bytes > maxBytes) return Buffer.allocUnsafe(bytes);
    const at = this.#free.findIndex((buffer) => buffer.length >= bytes);
    const [found] = at < 0 ? [] : this.#free.splice(at, 1);
    return found ?? Buffer.allocUnsafeSlow(Math.ceil(bytes / stepBytes) * stepBytes);
  }

  /** Takes back a buffer from `take` that the socket has written. */
  giveBack({ buffer }: Uint8Array): void {
    const { byteLength } = buffer;
    if (byteLength < stepBytes || byteLength > maxBytes || byteLength % stepBytes !== 0) return;
    if (this.#free.length < maxFree) this.#free.push(Buffer.from(buffer));
  }
}

/** One pool for all sockets: 8 MiB at the most. */
export const writeBuffers = new WriteBuffers();
