import { messages } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { run } from '../src/run.ts';
import { fakeTerminal } from './support/fake-terminal.ts';
import { runCli } from './support/start-cli.ts';

interface Line {
  readonly code: string | null;
  readonly name: string | null;
  readonly params: readonly (readonly [string, string])[];
  readonly problems: readonly string[];
}

async function pass(words: readonly string[], input: string | Uint8Array) {
  const terminal = fakeTerminal(input);
  const exitCode = await run(words, terminal);
  return { exitCode, bytes: terminal.printedBytes(), printed: terminal.printed(), said: terminal.said() };
}

const examples = messages.flatMap((message) => ('example' in message ? [message.example] : []));

test.each([
  ['NUL', '\0'],
  ['CR LF', '\r\n'],
  ['LF', '\n'],
  ['NUL and LF', '\0\n'],
])('every documented example goes through decode and encode byte for byte, ended by %s', async (_name, end) => {
  const input = Buffer.from(examples.map((example) => example.replaceAll('\n', ' ') + end).join(''));
  const decoded = await pass(['decode'], input);
  expect(decoded).toMatchObject({ exitCode: 0, said: '' });
  expect(decoded.printed.trimEnd().split('\n')).toHaveLength(examples.length);
  expect((await pass(['encode'], decoded.bytes)).bytes.equals(input)).toBe(true);
});

test(verifies('TR-1', 'TR-2') + 'every encoding goes through byte for byte', async () => {
  const bytes = Uint8Array.from({ length: 255 }, (_, index) => index + 1);
  const input = Buffer.concat([Buffer.from('OZ\\TXa\\DT'), bytes, Buffer.from('\0EE\\TXa\0')]);
  for (const words of [[], ['--encoding', 'latin1']]) {
    const decoded = await pass(['decode', ...words], input);
    expect((await pass(['encode', ...words], decoded.bytes)).bytes.equals(input)).toBe(true);
  }
  const unicode = Buffer.from('OZ\\TXa\\CNZürich €\\DT\ud83d\0EE\\TXé\0', 'utf16le');
  const decoded = await pass(['decode', '--unicode'], unicode);
  expect((await pass(['encode', '--unicode'], decoded.bytes)).bytes.equals(unicode)).toBe(true);
});

test('a line says what the message is and what is wrong with it', async () => {
  const { printed } = await pass(['decode'], 'CG:MA:EO\\TXa\\SO\\CS0\0ZZ\\AB1\0!\0');
  const lines = printed
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  expect(lines).toEqual([
    {
      service: 'CG',
      interface: 'MA',
      code: 'EO',
      name: 'EnumerateOutcomes',
      params: [
        ['TX', 'a'],
        ['SO', ''],
        ['CS', '0'],
      ],
      problems: ['CS (rateControl) must be a whole number, 1 to 1000000'],
    },
    expect.objectContaining({ code: 'ZZ', name: null, params: [['AB', '1']] }),
    expect.objectContaining({ service: null, code: null, name: null, params: [], raw: '!' }),
  ]);
});

test(verifies('ER-4') + 'a frame above the limit is named, and the next one is read', async () => {
  const { printed, said, exitCode } = await pass(
    ['decode', '--max-frame', '1KiB'],
    `OZ\\TX${'x'.repeat(5000)}\0EE\\TXa\0`,
  );
  const codes = printed.split('\n', 2).map((line) => (JSON.parse(line) as Line).code);
  expect({ codes, exitCode }).toEqual({ codes: [null, 'EE'], exitCode: 0 });
  expect(said).toBe('frame 1: larger than 1024 bytes, skipped (see --max-frame)\n');
});

test('encode names bad lines by their number, repeats nothing of them, and continues', async () => {
  const lines = [
    '{"code":"EE","params":[["TX","a"]]}',
    'TN0123',
    '{"code":"E"}',
    '',
    '{"code":"OZ","params":[["TN","€\u4e00"]]}',
    '{"raw":"x","terminator":"\\r\\n"}',
  ];
  const { bytes, said, exitCode } = await pass(['encode'], lines.join('\n'));
  expect({ text: bytes.toString(), exitCode }).toEqual({ text: 'EE\\TXa\0x\r\n', exitCode: 1 });
  expect(said.split('\n')).toEqual([
    'line 2: it is no JSON; skipped',
    "line 3: 'code' must be two letters or digits; skipped",
    'line 5: it holds a character that windows-1252 does not have; skipped',
    '',
  ]);
});

test('a file that is not there is one line and exit code 1', async () => {
  const { exitCode, printed, said } = await runCli(['decode', '/no/such/file']);
  expect({ exitCode, printed, said }).toEqual({
    exitCode: 1,
    printed: '',
    said: 'sdmp: /no/such/file: no such file or folder\n',
  });
});
