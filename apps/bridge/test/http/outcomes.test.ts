import { expect, test } from 'vitest';
import type { OutcomesPage } from '../../src/http/api/outcomes.ts';
import { runApi } from './support/run-api.ts';

function frame(number: number): string {
  const campaign = number % 2 === 0 ? 'Sales' : 'Service';
  const result = number % 3 === 0 ? String.raw`\RE10\ANJoe` : String.raw`\RE7`;
  return `OZ\\CN${campaign}\\SIS${number}${result}\\TN0201555${String(number).padStart(4, '0')}`;
}

function frames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => frame(number));
}

function positions({ outcomes }: OutcomesPage): readonly number[] {
  return outcomes.map(({ position }) => position);
}

test('the newest outcomes come first, with where to go on', async () => {
  const { record, get } = await runApi();
  await record(frames(25), { source: 'north' });
  const first = await get<OutcomesPage>('/outcomes?limit=10');
  expect(positions(first)).toEqual([24, 23, 22, 21, 20, 19, 18, 17, 16, 15]);
  expect(first.outcomes[0]).toMatchObject({ campaignName: 'Sales', reason: 10, success: true, source: 'north' });
  const second = await get<OutcomesPage>(`/outcomes?limit=10&from=${first.next}`);
  expect(positions(second)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5]);
  const third = await get<OutcomesPage>(`/outcomes?limit=10&from=${second.next}`);
  expect(positions(third)).toEqual([4, 3, 2, 1, 0]);
  expect(third.next).toBeNull();
});
