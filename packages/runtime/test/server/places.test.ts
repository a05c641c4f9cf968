import { decode } from '@sdmp/codec';
import { placeCode, placeTokenPrefix, shortPlaceTokenPrefix, subscriberTokenPrefix } from '@sdmp/protocol';
import { expect, test } from 'vitest';
import { runService } from './support/running-service.ts';

const forms = [
  { form: 'without its journal', prefix: shortPlaceTokenPrefix, inAnswer: true, lead: () => '' },
  { form: 'whole', prefix: placeTokenPrefix, inAnswer: false, lead: (id: string) => id },
] as const;

test.each(forms)('a place comes $form when the token asks for it so', async ({ prefix, inAnswer, lead }) => {
  await using running = await runService();
  const { id, end } = running.journal;
  for (const isUnicode of [false, true]) {
    const client = await running.connect(isUnicode);
    client.send(`EO\\TXt${String(isUnicode)}\\FO\\SO\\TK${prefix}1`);
    const named = inAnswer ? `\\${placeCode}${id}` : '';
    expect(await client.next()).toBe(`MV\\TK${prefix}1${named}`);
    const first = running.journal.end;
    await running.recordNumbered(1, 12);
    const frames = await client.take(12);
    for (const [at, frame] of frames.entries()) {
      const [journal, position, time] = decode(frame).get(placeCode)?.split('.') ?? [];
      expect(journal).toBe(lead(id));
      expect(Number(position)).toBe(first + at);
      expect(Math.abs(Date.now() - Number(time))).toBeLessThan(600_000);
    }
  }
  expect(running.journal.end).toBe(end + 24);
});

test('the journal is named for a persistent request too, and when it is made again on the same socket', async () => {
  await using running = await runService();
  const client = await running.connect();
  const request = (number: number): string => `EO\\TXt\\PSp\\FO\\SO\\TK${shortPlaceTokenPrefix}${String(number)}`;
  const answer = (number: number): string =>
    `MV\\TK${shortPlaceTokenPrefix}${String(number)}\\${placeCode}${running.journal.id}`;
  client.send(request(1));
  expect(await client.take(2)).toEqual([answer(1), String.raw`WP\PSp`]);
  client.send(request(2));
  expect(await client.next()).toBe(answer(2));
});

test('who asks for no place is told of no journal', async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(`EO\\TXt\\FO\\SO\\TK${subscriberTokenPrefix}1`);
  expect(await client.next()).toBe(`MV\\TK${subscriberTokenPrefix}1`);
  await running.recordNumbered(1, 1);
  expect(decode(await client.next()).has(placeCode)).toBe(false);
});
