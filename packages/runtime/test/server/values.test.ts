import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { runService } from './support/running-service.ts';

test(
  verifies('OZ-8', 'ER-3') +
    'a request with a byte that is no text is answered by an ER, and its token is not taken for another',
  async () => {
    await using running = await runService({ listen: [{ port: 0, encoding: 'utf-8' }] });
    const client = await running.connect();
    client.send('EO\\TXa\\SO\\PSCaf\xe9', 'EO\\TXb\\SO\\PSCaf\xc3\xa9\\TKready');
    expect(await client.next()).toMatch(/^ER\\EC9000\\FM"EO\\TXa\\SO\\PSCaf\xe9"/);
    expect(await client.next()).toBe('MV\\TKready');
  },
);

test(verifies('OZ-8', 'ER-3') + 'half of a surrogate pair is answered by an ER too', async () => {
  await using running = await runService();
  const client = await running.connect(true);
  client.send('EO\\TXa\\SO\\CN\ud83d');
  expect(await client.next()).toMatch(/^ER\\EC9000/);
});

test('a character that an 8-bit subscriber does not have is a question mark, and is said', async () => {
  await using running = await runService();
  const narrow = await running.connect();
  const wide = await running.connect(true);
  narrow.send('EO\\TXt\\SO\\FO\\TKready');
  wide.send('EO\\TXw\\SO\\FO\\TKready');
  expect([await narrow.next(), await wide.next()]).toEqual(['MV\\TKready', 'MV\\TKready']);
  await running.record('OZ\\CNCafé €', 'OZ\\CN漢a😀', 'OZ\\ANJoe');
  expect(await narrow.take(3)).toEqual(['OZ\\TXt\\CNCaf\xe9 \x80', 'OZ\\TXt\\CN?a?', 'OZ\\TXt\\ANJoe']);
  expect(await wide.take(3)).toEqual(['OZ\\TXw\\CNCafé €', 'OZ\\TXw\\CN漢a😀', 'OZ\\TXw\\ANJoe']);
  await expect
    .poll(() => running.warnings)
    .toContainEqual(expect.stringMatching(/with \? for characters that windows-1252/));
});
