import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resources } from '../../src/http/resources.ts';
import { TokenList } from '../../src/http/access/token-list.ts';
import { EventReader } from './support/event-reader.ts';
import { runApi } from './support/run-api.ts';

const text = readFileSync(new URL('../../../../docs/http-api.md', import.meta.url), 'utf8');

function blocks(language: string): readonly string[] {
  return Array.from(text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms')), ([, block = '']) => block);
}

const commands = blocks('sh').flatMap((block) => block.trimEnd().split('\n'));

/** The words of a command line, as a shell splits them. */
function wordsOf(line: string): readonly string[] {
  return Array.from(
    line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g),
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

/** What curl would send. */
function requestOf(line: string, url: string) {
  const words = [...wordsOf(line)];
  const headers: Record<string, string> = {};
  let body: string | undefined;
  let address = '';
  expect(words.shift()).toBe('curl');
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-H') {
      const [name = '', value = ''] = (words.shift() ?? '').split(': ');
      headers[name] = value;
    } else if (word === '-d') body = words.shift();
    else if (word !== '-N') address = word.replace('$BRIDGE', url);
  }
  return {
    address,
    init: { headers, ...(body === undefined ? {} : { method: 'POST', body }) },
    isStream: line.includes(' -N '),
  };
}

test('every command of the documentation does what it says', async () => {
  const { url, record } = await runApi();
  await record(
    Array.from({ length: 50 }, (_, number) => `OZ\\CNSales1\\RE10\\TN02015550${String(number).padStart(3, '0')}`),
  );
  expect(commands.length).toBeGreaterThanOrEqual(10);
  for (const command of commands) {
    const { address, init, isStream } = requestOf(command, url);
    const response = await fetch(address, init);
    expect(response.status, command).toBe('method' in init ? 201 : 200);
    if (isStream) expect((await new EventReader(response).next()).event, command).toBe('outcome');
    else expect(await response.json(), command).toBeTypeOf('object');
  }
});

test('the file of tokens in the documentation can be read, and the problem there is one', async () => {
  const [tokens = ''] = blocks('text');
  expect(() => TokenList.parse(tokens, 'tokens')).not.toThrow();
  const { ask } = await runApi();
  const [problem = ''] = blocks('json');
  expect(await (await ask('/outcomes?telephone=1')).json()).toEqual(JSON.parse(problem));
});

test('every route is in the documentation', () => {
  for (const { path } of resources.flatMap(({ routes }) => Object.values(routes))) {
    const [last = ''] = path.split('/').slice(-1);
    // With its slash: a word by itself stands in other places too.
    expect(text, path).toContain(`/${last}`);
  }
});
