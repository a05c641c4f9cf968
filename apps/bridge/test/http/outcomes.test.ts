import { expect, test } from 'vitest';
import type { OutcomesPage } from '../../src/http/outcomes/schema.ts';
import { runApi } from './support/run-api.ts';
import { salesFrames } from './support/sales-frames.ts';

const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 22, 12);

function positions({ outcomes }: OutcomesPage): readonly number[] {
  return outcomes.map(({ position }) => position);
}

function upTo(count: number, wanted: (number: number) => boolean = () => true): readonly number[] {
  return Array.from({ length: count }, (_, number) => number).filter(wanted);
}

test('the newest outcomes come first, with where to continue', async () => {
  const { record, get } = await runApi();
  await record(salesFrames(25), { source: 'north' });
  const first = await get<OutcomesPage>('/outcomes?limit=10');
  expect(positions(first)).toEqual([24, 23, 22, 21, 20, 19, 18, 17, 16, 15]);
  expect(first.outcomes[0]).toMatchObject({ campaignName: 'Sales', reason: 10, success: true, source: 'north' });
  const second = await get<OutcomesPage>(`/outcomes?limit=10&from=${first.next}`);
  expect(positions(second)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5]);
  const third = await get<OutcomesPage>(`/outcomes?limit=10&from=${second.next}`);
  expect(positions(third)).toEqual([4, 3, 2, 1, 0]);
  expect(third.next).toBeNull();
});

test('a position beyond the end is refused, because it was given out by another history or never', async () => {
  const { ask, record, get } = await runApi();
  await record(salesFrames(3));
  expect((await get<OutcomesPage>('/outcomes?order=asc&from=3')).outcomes).toEqual([]);
  const answer = await ask('/outcomes?order=asc&from=4');
  expect([answer.status, await answer.json()]).toMatchObject([
    410,
    { code: 'POSITION_BEYOND_END', detail: expect.stringMatching(/ends before position 3; .*: leave from out/) },
  ]);
});

test('an empty journal has an empty page', async () => {
  const { get } = await runApi();
  expect(await get<OutcomesPage>('/outcomes')).toEqual({ outcomes: [], next: null, scanned: 0 });
});

test.each([
  ['campaign=Sales', (number: number) => number % 2 === 0],
  ['success=true', (number: number) => number % 3 === 0],
  ['success=false', (number: number) => number % 3 !== 0],
  ['agent=Joe', (number: number) => number % 3 === 0],
  ['reason=7', (number: number) => number % 3 !== 0],
  ['session=S777', (number: number) => number === 777],
  ['telephone=0777', (number: number) => number === 777],
  ['telephone=0201%20555%200777', (number: number) => number === 777],
  ['tenant=default&campaign=Service&reason=10', (number: number) => number % 6 === 3],
  ['tenant=another', () => false],
])('every outcome that matches %s is found once, in both orders, page by page', async (query, wanted) => {
  const { record, get } = await runApi();
  for (let from = 0; from < 3000; from += 500) await record(salesFrames(500, from));
  const expected = upTo(3000, wanted);
  for (const order of ['asc', 'desc']) {
    const found: number[] = [];
    let next: number | null | undefined;
    do {
      const from = next === undefined ? '' : `&from=${next}`;
      const page: OutcomesPage = await get(`/outcomes?${query}&order=${order}&limit=333${from}`);
      found.push(...positions(page));
      ({ next } = page);
    } while (next !== null);
    expect(found).toEqual(order === 'asc' ? expected : expected.toReversed());
  }
});

test('outcomes are found by when they were recorded, also where they were recorded late', async () => {
  const { record, get } = await runApi();
  for (const time of [noon, noon + hour, noon + 2 * hour, noon - hour, noon + 3 * hour])
    await record(salesFrames(1), { time });
  const since = new Date(noon).toISOString();
  const until = new Date(noon + 2 * hour).toISOString();
  expect(positions(await get(`/outcomes?since=${since}&until=${until}&order=asc`))).toEqual([0, 1]);
  expect(positions(await get(`/outcomes?until=${since}`))).toEqual([3]);
});

test('a search of some time looks at no more than the stretch where it is', async () => {
  const { record, get } = await runApi();
  for (let day = 0; day < 30; day++) await record(salesFrames(500), { time: noon + day * 24 * hour });
  const since = new Date(noon + 29 * 24 * hour).toISOString();
  const until = new Date(noon + hour).toISOString();
  for (const query of [`since=${since}`, `until=${until}`, `since=${since}&order=asc`]) {
    const page = await get<OutcomesPage>(`/outcomes?${query}&limit=1000`);
    expect(page.outcomes).toHaveLength(500);
    expect(page).toMatchObject({ next: null, scanned: 500 });
  }
});

test('numbers, data and unknown parameters are masked unless they are asked for', async () => {
  const { record, get } = await runApi();
  await record([String.raw`OZ\CNSales\TN02015550123\RE10\ZZsecret\DT{"name":"Ann"}`]);
  const [masked] = (await get<OutcomesPage>('/outcomes')).outcomes;
  expect(masked).toMatchObject({ telephoneNumber: '••••••••123', data: '•••', other: [['ZZ', '•••']] });
  const [shown] = (await get<OutcomesPage>('/outcomes?unmask=true')).outcomes;
  expect(shown).toMatchObject({ telephoneNumber: '02015550123', data: { name: 'Ann' }, other: [['ZZ', 'secret']] });
});

test.each([
  ['/outcomes?limit=0', 'limit'],
  ['/outcomes?limit=1001', 'limit'],
  ['/outcomes?limit=', 'limit'],
  ['/outcomes?order=up', 'order'],
  ['/outcomes?since=yesterday', 'since'],
  ['/outcomes?telephone=123', 'telephone'],
  ['/outcomes?success=yes', 'success'],
  ['/outcomes?limit=1&limit=2', 'limit'],
  ['/outcomes?colour=red', 'colour'],
  ['/outcomes?from=-1', 'from'],
])('%s is refused, and the answer names what is wrong', async (path, name) => {
  const { ask } = await runApi();
  const response = await ask(path);
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await response.json()) as { readonly code: string; readonly detail: string };
  expect(problem).toMatchObject({ type: 'about:blank', title: 'Bad Request', status: 400, code: 'INVALID_QUERY' });
  expect(problem.detail).toContain(name);
});
