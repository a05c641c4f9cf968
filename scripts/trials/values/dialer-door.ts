import { isBad, type ValueCase } from './cases.ts';
import type { DoorEncoding } from './hostile-text.ts';
import { RawDialer } from './raw-dialer.ts';

/** A dialer that the bridge subscribes to, and what it is to send. */
export class DialerDoor {
  readonly encoding: DoorEncoding;
  readonly cases: readonly ValueCase[];
  readonly #dialer: RawDialer;
  port = 0;

  constructor(encoding: DoorEncoding, cases: readonly ValueCase[]) {
    this.encoding = encoding;
    this.cases = cases;
    this.#dialer = new RawDialer(encoding);
  }

  /** Name of the upstream. */
  get name(): string {
    return `dialer-${this.encoding}`;
  }

  /** How many the bridge must refuse, and count. */
  get bad(): number {
    return this.cases.filter(isBad).length;
  }

  async open(): Promise<void> {
    this.port = await this.#dialer.listen();
  }

  async send(): Promise<void> {
    await this.#dialer.send(this.cases.map(({ bytes }) => bytes));
  }

  close(): void {
    this.#dialer.close();
  }
}
