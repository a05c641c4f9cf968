import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifies } from '@sdmp/requirements';
import { SentWindow } from './sent-window.ts';

/** Runs of made-up positions, each with the gaps between its outcomes. */
const runs = fc.array(
  fc.record({ owner: fc.constantFrom('a', 'b'), gaps: fc.array(fc.nat(3), { minLength: 1, maxLength: 8 }) }),
  {
    maxLength: 30,
  },
);

test(`${verifies('ACK-2')}an acknowledged count moves each owner behind its last confirmed outcome, never further`, () => {
  fc.assert(
    fc.property(runs, fc.array(fc.nat(300)), (made, counts) => {
      const window = new SentWindow<string>();
      const sent: { owner: string; position: number }[] = [];
      const ends: number[] = [];
      let position = 0;
      for (const { owner, gaps } of made) {
        const positions = gaps.map((gap) => (position += gap + 1));
        const base = positions[0] ?? 0;
        const isContiguous = positions.every((each, index) => each === base + index);
        const offsets = isContiguous ? undefined : Uint32Array.from(positions, (each) => each - base);
        for (const each of positions) sent.push({ owner, position: each });
        window.add({ owner, base, offsets, count: positions.length, next: position + 1 });
        ends.push(position + 1);
      }
      const reached = new Map<string, number>();
      let confirmed = 0;
      for (const count of counts) {
        window.confirm(count, (owner, next) => reached.set(owner, next));
        confirmed = Math.max(confirmed, Math.min(count, sent.length));
        for (const owner of ['a', 'b']) {
          const last = sent.slice(0, confirmed).findLast((each) => each.owner === owner);
          expect(reached.get(owner)).toBe(last === undefined ? undefined : last.position + 1);
        }
        expect(window.unconfirmed).toBe(sent.length - confirmed);
      }
    }),
  );
});
