import { type Journal, readBatches, recordsIn } from '../../../packages/journal/src/index.ts';

export interface Faults {
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
}

/** Reads the numbers of a journal by campaign, in order of position, without erased records. */
export async function numbersIn(journal: Journal): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, number[]>();
  const decoder = new TextDecoder();
  for await (const step of readBatches(journal)) {
    if (step.kind === 'gap') throw new Error(`positions ${step.from} to ${step.to - 1} are missing: ${step.reason}`);
    for (const { campaign, body } of step.kind === 'batch' ? recordsIn(step) : []) {
      const numbers = found.get(campaign) ?? [];
      numbers.push(Number(decoder.decode(body)));
      found.set(campaign, numbers);
    }
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
