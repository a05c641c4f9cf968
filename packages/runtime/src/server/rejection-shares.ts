import { Allowance } from './allowance.ts';
import { addressKey } from './users/address-key.ts';

/** A peer that asks wrongly is told so at full speed this many times its messages a second: people and programs err in bursts. */
const burstSeconds = 10;
/** Sockets of an address that may err as fast as one by itself may; others behind the same address are not held for them. */
const socketsOfAddress = 5;
/** Addresses that are remembered; above it the one that came first is forgotten. */
const maxRemembered = 10_000;

/**
 * How many messages may be answered by an ER, of one socket and of all sockets of an address. What an address has used up stays so
 * when it connects anew.
 */
export class RejectionShares {
  /** Of one socket, and of one address, a second. */
  readonly perSocket: number;
  readonly perAddress: number;
  readonly #byAddress = new Map<string, Allowance>();

  constructor(perSecond: number) {
    this.perSocket = perSecond;
    this.perAddress = perSecond * socketsOfAddress;
  }

  ofSocket(): Allowance {
    return allowanceOf(this.perSocket);
  }

  ofAddress(address: string): Allowance {
    const key = addressKey(address);
    const known = this.#byAddress.get(key);
    if (known !== undefined) return known;
    const made = allowanceOf(this.perAddress);
    this.#byAddress.set(key, made);
    const [first] = this.#byAddress.keys();
    if (this.#byAddress.size > maxRemembered && first !== undefined) this.#byAddress.delete(first);
    return made;
  }
}

function allowanceOf(perSecond: number): Allowance {
  return new Allowance(perSecond, performance.now(), { burst: perSecond * burstSeconds });
}
