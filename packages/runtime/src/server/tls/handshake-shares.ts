import { Allowance } from '../allowance.ts';
import { addressKey } from '../users/address-key.ts';

/** Addresses whose rate is remembered; above it the one that came first is forgotten. */
const maxRemembered = 10_000;

interface Share {
  readonly allowance: Allowance;
  underWay: number;
}

/** What each address takes of the handshakes of a listener: those under way, and those that may begin in a second. */
export class HandshakeShares {
  readonly #perSecond: number;
  readonly #shares = new Map<string, Share>();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Counts a socket whose handshake is not over. Returns how many there are of its address. */
  enter(address: string): number {
    const share = this.#of(address);
    share.underWay++;
    return share.underWay;
  }

  leave(address: string): void {
    const share = this.#shares.get(addressKey(address));
    if (share !== undefined) share.underWay--;
  }

  /** Takes one of the handshakes that may begin now. Returns 0, or the milliseconds until it is to be asked again. */
  begin(address: string): number {
    const { allowance } = this.#of(address);
    const waitMs = allowance.waitMs(performance.now());
    if (waitMs === 0) allowance.use(1);
    return waitMs;
  }

  #of(address: string): Share {
    const key = addressKey(address);
    const known = this.#shares.get(key);
    if (known !== undefined) return known;
    const share = { allowance: new Allowance(this.#perSecond, performance.now()), underWay: 0 };
    this.#shares.set(key, share);
    if (this.#shares.size > maxRemembered) this.#forgetOne();
    return share;
  }

  #forgetOne(): void {
    for (const [key, { underWay }] of this.#shares) {
      if (underWay > 0) continue;
      this.#shares.delete(key);
      return;
    }
  }
}
