import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AcknowledgementLedger, type Receipts } from './acknowledgement-ledger.ts';

/** An owner as simple as can be. */
class Owner implements Receipts {
  received = 0;
  finished = 0;
  confirmed = 0;

  confirm(upTo: number): void {
    this.confirmed = Math.max(this.confirmed, upTo);
  }
}

type Step =
  | { readonly receive: number; readonly count: number }
  | { readonly finish: number; readonly count: number }
  | { readonly confirm: number };

const owners = 3;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ receive: fc.nat(owners), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ finish: fc.nat(owners - 1), count: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ confirm: fc.double({ min: 0, max: 1, noNaN: true }) }),
);

test(`${verifies('ACK-1')}n is the longest finished prefix in the order of arrival, across subscriptions`, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const ledger = new AcknowledgementLedger();
      const all = Array.from({ length: owners }, () => new Owner());
      const arrived: { owner: Owner | undefined; number: number }[] = [];
      const prefix = (): number => {
        const open = arrived.findIndex(({ owner, number }) => owner !== undefined && number >= owner.finished);
        return open < 0 ? arrived.length : open;
      };
      for (const each of steps) {
        if ('receive' in each) {
          const owner = all[each.receive];
          ledger.add(owner, owner?.received ?? 0, each.count);
          for (let at = 0; at < each.count; at++) arrived.push({ owner, number: (owner?.received ?? 0) + at });
          if (owner !== undefined) owner.received += each.count;
        } else if ('finish' in each) {
          const owner = all[each.finish];
          if (owner !== undefined) owner.finished = Math.min(owner.received, owner.finished + each.count);
        } else {
          const count = Math.floor(each.confirm * prefix());
          ledger.confirm(count);
          for (const owner of all) {
            const numbers = arrived.slice(0, count).filter((frame) => frame.owner === owner);
            expect(owner.confirmed).toBeGreaterThanOrEqual((numbers.at(-1)?.number ?? -1) + 1);
            expect(owner.confirmed).toBeLessThanOrEqual(owner.finished);
          }
        }
        expect(ledger.finished()).toBe(prefix());
      }
    }),
    { numRuns: 500 },
  );
});

test('a confirmation of more than was finished is not believed', () => {
  const ledger = new AcknowledgementLedger();
  const owner = new Owner();
  ledger.add(owner, 0, 5);
  owner.finished = 2;
  ledger.confirm(4);
  expect(ledger.confirmed).toBe(0);
  expect(owner.confirmed).toBe(0);
});
