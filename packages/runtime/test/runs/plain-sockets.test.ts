import {
  placeTokenPrefix,
  runCode,
  runTokenPrefix,
  shortPlaceTokenPrefix,
  subscriberTokenPrefix,
} from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { numbered, runService, type ServiceUnderTest } from '../server/support/running-service.ts';

const count = 300;
const bodies = Array.from({ length: count }, (_, at) => numbered(at + 1));

/** The frames that bring the backlog of a request, whatever is said beside them. */
async function backlogFrames(running: ServiceUnderTest, token: string, ahead: string[], isUnicode: boolean) {
  const client = await running.connect(isUnicode);
  client.send(...ahead, `EO\\TXt\\PSp\\FO\\SO\\CS1000000${token}`);
  while (!(await client.next()).startsWith('WP')) {
    // What is answered before.
  }
  await client.end();
  await running.recordNumbered(1, count);
  const again = await running.connect(isUnicode);
  again.send(...ahead, `EO\\TXt\\PSp\\FO\\SO\\CS1000000${token}`);
  const taken: string[] = [];
  while (taken.length < count) {
    const frame = await again.next();
    if (!frame.startsWith('MV') && !frame.startsWith('WP')) taken.push(frame);
  }
  await again.end();
  return taken;
}

const withoutPlace = (frame: string): string => frame.replace(/\\ZP[^\\]*/, '');

test.each([
  ['no token', '', [], false],
  ['a token of its own', String.raw`\TKmine`, [], false],
  ['acknowledgements', `\\TK${subscriberTokenPrefix}1`, [], false],
  ['whole places', `\\TK${placeTokenPrefix}1`, [], false],
  ['short places, as our clients of earlier versions do', `\\TK${shortPlaceTokenPrefix}1`, [], false],
  ['runs on the Unicode port', `\\TK${runTokenPrefix}1`, [], true],
  ['runs and a data framing', `\\TK${runTokenPrefix}1`, [String.raw`SP\RS2`], false],
] as const)(
  `${verifies('RUN-1')}a socket that asks for %s gets an OZ for each outcome`,
  async (_, token, ahead, isUnicode) => {
    await using running = await runService();
    const frames = await backlogFrames(running, token, [...ahead], isUnicode);
    expect(frames.map(withoutPlace)).toEqual(bodies.map((body) => `OZ\\TXt${body}`));
  },
);

test(`${verifies('RUN-1')}a socket that asks for runs gets them, and an OZ for outcomes that come alone`, async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(`EO\\TXt\\FO\\SO\\TK${runTokenPrefix}1`);
  await client.next();
  await running.recordNumbered(1, 1);
  expect(withoutPlace(await client.next())).toBe(`OZ\\TXt${numbered(1)}`);
  await running.recordNumbered(2, 40);
  expect(await client.next()).toMatch(new RegExp(String.raw`^${runCode}\\TXt\\ZP\.\d+\\ZL39\.0\.\d+\.0\.0$`));
});

test(`${verifies('RUN-2')}records that do not match are left out of a run`, async () => {
  await using running = await runService();
  const client = await running.connect();
  client.send(`EO\\TXt\\SO\\TK${runTokenPrefix}1`);
  await client.next();
  await running.recordNumbered(1, 100);
  expect(await client.next()).toMatch(/\\ZL50\.0\.\d+\.1\.0$/);
});
