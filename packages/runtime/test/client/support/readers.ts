import type { Outcome } from '@sdmp/outcomes';
import type { Client, ClientStatus } from '../../../src/client/index.ts';

/** An OZ of transaction `t` whose session identifier is the number. */
export function outcome(number: number, transaction = 't'): string {
  return `OZ\\TX${transaction}\\CNSales1\\SI${String(number)}\\RE10\\DT`;
}

export function outcomes(from: number, to: number, transaction = 't'): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => outcome(from + at, transaction));
}

export function numberOf(given: Outcome): number {
  return Number(given.sessionIdentifier);
}

/** The next `count` numbers; each but the last is finished with. */
export async function take(reader: AsyncIterator<Outcome>, count: number): Promise<number[]> {
  const numbers: number[] = [];
  while (numbers.length < count) {
    const { done, value } = await reader.next();
    if (done === true) break;
    numbers.push(numberOf(value));
  }
  return numbers;
}

/** Everything up to the end. */
export async function takeAll(reader: AsyncIterable<Outcome>): Promise<number[]> {
  const numbers: number[] = [];
  for await (const each of reader) numbers.push(numberOf(each));
  return numbers;
}

type StatusOf<Kind extends ClientStatus['kind']> = Extract<ClientStatus, { readonly kind: Kind }>;

/** Reads a client's status in order. */
export class StatusReader {
  readonly kinds: ClientStatus['kind'][] = [];
  readonly #reader: AsyncIterator<ClientStatus>;

  constructor(client: Client) {
    this.#reader = client.status();
  }

  /** The next entry of that kind; others are passed over. */
  async next<Kind extends ClientStatus['kind']>(kind: Kind): Promise<StatusOf<Kind>> {
    for (;;) {
      const { done, value } = await this.#reader.next();
      if (done === true) throw new RangeError(`the client ended without ${kind}`);
      this.kinds.push(value.kind);
      if (isOf(value, kind)) return value;
    }
  }
}

function isOf<Kind extends ClientStatus['kind']>(status: ClientStatus, kind: Kind): status is StatusOf<Kind> {
  return status.kind === kind;
}
