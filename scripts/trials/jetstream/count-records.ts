import type { Journal } from '../../../packages/journal/dist/index.js';

export interface Faults {
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
}

/** Reads the numbers of a journal by campaign, in order of position, without erased records. */
export async function numbersIn(journal: Journal): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, number[]>();
  const decoder = new TextDecoder();
  for (let at = journal.first; at < journal.end; ) {
    const { batch, next } = await journal.read(at);
    for (let index = Math.max(0, at - (batch?.first ?? 0)); index < (batch?.count ?? 0); index++) {
      if (batch === undefined || batch.classes[index] === 0) continue;
      const campaign = batch.scopes[batch.scopeOf[index] ?? 0]?.campaign ?? '';
      const body = batch.bodies.subarray(index === 0 ? 0 : batch.ends[index - 1], batch.ends[index]);
      const numbers = found.get(campaign) ?? [];
      numbers.push(Number(decoder.decode(body)));
      found.set(campaign, numbers);
    }
    at = next;
  }
  return found;
}

/** Counts the faults in `numbers`, which must hold each number below `acknowledged` once and in order. */
export function judge(numbers: readonly number[], acknowledged: number): Faults {
  const times = new Map<number, number>();
  let outOfOrder = 0;
  let highest = -1;
  for (const number of numbers) {
    if (number < highest) outOfOrder += 1;
    highest = Math.max(highest, number);
    times.set(number, (times.get(number) ?? 0) + 1);
  }
  let lost = 0;
  for (let number = 0; number < acknowledged; number++) if (!times.has(number)) lost += 1;
  return { lost, doubled: numbers.length - times.size, outOfOrder };
}

export function sumFaults(all: readonly Faults[]): Faults {
  return all.reduce(
    (sum, { lost, doubled, outOfOrder }) => ({
      lost: sum.lost + lost,
      doubled: sum.doubled + doubled,
      outOfOrder: sum.outOfOrder + outOfOrder,
    }),
    { lost: 0, doubled: 0, outOfOrder: 0 },
  );
}
