import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryDirectory } from './support/bridge-program.ts';
import { runWords as run } from './support/run-words.ts';

function written(source: string): string {
  const file = join(temporaryDirectory(), 'bridge.yaml');
  writeFileSync(file, source);
  return file;
}

const north = 'upstreams: [{ name: north, host: 127.0.0.1, port: 1, persistToken: bridge }]\n';

test('check says that a configuration is right, and what is in it', async () => {
  const file = written(`${north}sinks: [{ name: out, standardOutput: {} }]\n`);
  expect(await run(['check', file])).toEqual({
    exitCode: 0,
    output: `${file} is right: 1 dialer, 1 listener, 1 sink\n`,
    messages: '',
  });
});

test('check names a secret file that is not there, and exits with 1', async () => {
  const file = written(`${north}sinks: [{ name: db, postgres: { urlFile: none } }]\n`);
  const { exitCode, messages } = await run(['check', file]);
  expect([exitCode, messages]).toEqual([
    1,
    `${file}: sinks[0].postgres.urlFile: ${join(file, '..', 'none')}: no such file or folder\n`,
  ]);
});

test('check reads the tokens and the users, as a start does, and names what is wrong in them', async () => {
  const file = written(`${north}usersFile: users.jsonl\nhttp: { tokensFile: tokens }\n`);
  const [tokens, users] = [join(file, '..', 'tokens'), join(file, '..', 'users.jsonl')];
  const token = `wallboard read ${'0'.repeat(64)}\n`;
  writeFileSync(tokens, token + token);
  writeFileSync(users, '\nann\n');
  const { exitCode, messages } = await run(['check', file]);
  expect([exitCode, messages.trimEnd().split('\n')]).toEqual([
    1,
    [
      `${file}: http.tokensFile: ${tokens}: a name is there twice: give each token its own`,
      `${file}: usersFile: ${users}:2 is no list of users: it is no JSON object`,
    ],
  ]);
  writeFileSync(tokens, token);
  writeFileSync(users, '# nobody yet\n');
  expect((await run(['check', file])).exitCode).toBe(0);
});

test('check calls the dialers when it is told to', async () => {
  const { exitCode, messages } = await run(['check', '--connect', written(north)]);
  expect([exitCode, messages]).toEqual([1, expect.stringContaining('upstream north, 127.0.0.1:1: ')]);
});

test('check is exit code 2 and a line per problem where the file is wrong', async () => {
  const file = written(`${north}sinks: [{ name: a }, { name: a, files: { directory: x }, webhook: { url: ftp } }]\n`);
  const { exitCode, messages } = await run(['check', file]);
  expect(exitCode).toBe(2);
  expect(messages).toContain('sinks[1].webhook.url must be an address that begins with http:// or https://, not "ftp"');
});

test('a variable that is not set is named with its place', async () => {
  const file = written('upstreams: [{ name: north, host: "${NORTH_HOST}", persistToken: bridge }]\n');
  const { exitCode, messages } = await run(['check', file]);
  expect([exitCode, messages]).toEqual([
    2,
    `${file}:1:34: names the environment variable NORTH_HOST, which is not set; set it, or write \${NORTH_HOST:-what to take instead}\n`,
  ]);
});

test('check says everything at once: each variable, each file that is not there, and every other mistake', async () => {
  const file = written(
    [
      'upstreams:',
      '  - name: north',
      '    host: "${NORTH_HOST}"',
      '    port: ${NORTH_PORT}',
      '    persistToken: bridge',
      '    user: ann',
      '    passwordFile: ann.txt',
      'htpp: {}',
      'sinks:',
      '  - { name: db, postgres: { urlFile: none } }',
      '  - { name: hook, webhook: { url: ftp, secretFiles: [.] } }',
    ].join('\n'),
  );
  const { exitCode, messages } = await run(['check', file]);
  const lines = messages.trimEnd().split('\n');
  expect([exitCode, lines.length], messages).toEqual([2, 7]);
  expect(messages).toContain('environment variable NORTH_HOST, which is not set');
  expect(messages).toContain('environment variable NORTH_PORT, which is not set');
  expect(messages).toContain('htpp is unknown: did you mean http?');
  expect(messages).toContain('sinks[1].webhook.url must be an address');
  expect(messages).toContain(`upstreams[0].passwordFile: ${join(file, '..', 'ann.txt')}: no such file or folder`);
  expect(messages).toContain(`sinks[0].postgres.urlFile: ${join(file, '..', 'none')}: no such file or folder`);
  expect(messages).toContain(`sinks[1].webhook.secretFiles[0]: ${join(file, '..')}: is a folder`);
});

test('what is no YAML is one line, at the place where it begins to be none', async () => {
  const { exitCode, messages } = await run([
    'check',
    written('upstreams: [{ port: ${PORT}, name: a, host: b }]\nhttp: {}\n'),
  ]);
  expect([exitCode, messages.trimEnd().split('\n')]).toEqual([2, [expect.stringMatching(/:1:\d+: is no YAML here: /)]]);
});

test('print-config has the keys of the engine in use alone', async () => {
  const sqlite = await run(['print-config', written(north)]);
  expect(sqlite.output).toContain('directory: ./sdmp-data');
  expect(sqlite.output).not.toMatch(/servers|replicas|stream:/);
  const journal = 'journal: { engine: jetstream, servers: ["nats://a:4222"] }\n';
  const jetstream = await run(['print-config', written(north + journal)]);
  expect(jetstream.output).toMatch(/stream: sdmp\n {2}replicas: 3/);
  expect(jetstream.output).not.toContain('directory');
});

test('print-config has every default and every variable, and hides what may hold a password', async () => {
  const file = written(
    'upstreams:\n  - name: north\n    host: pbx\n    port: ${PORT}\n    persistToken: bridge\nsinks: [{ name: db, postgres: { url: "${DATABASE}" } }]\n',
  );
  const { exitCode, output } = await run(['print-config', file], {
    PORT: '7000',
    DATABASE: 'postgres://me:secret@db/x',
  });
  expect(exitCode).toBe(0);
  expect(output).toContain('port: 7000');
  expect(output).toContain('retainAge: 30d');
  expect(output).toContain('url: (hidden)');
  expect(output).not.toContain('secret');
});

test('what print-config prints is a configuration again', async () => {
  const { output } = await run(['print-config', written(north)]);
  const again = await run(['print-config', written(output)]);
  expect(again).toEqual({ exitCode: 0, output, messages: '' });
});

test('the JSON Schema in the package is that of the program', async () => {
  const file = new URL('../bridge.schema.json', import.meta.url);
  const { output } = await run(['schema']);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(output));
});

test('a password of an upstream is neither printed nor repeated', async () => {
  const withPassword = (more: string): string =>
    written(`upstreams: [{ name: north, host: pbx, persistToken: bridge, ${more} }]\n`);
  const { output } = await run(['print-config', withPassword('user: ann, password: "${ANN}"')], { ANN: 'my secret' });
  expect(output).toContain('user: ann');
  expect(output).toContain('password: (hidden)');
  expect(output).not.toContain('my secret');
  const cases = [
    ['user: ann, password: "my\\\\secret"', 'password must be text of 1 to 80 characters'],
    ['user: ann', 'user needs passwordFile or password'],
    ['password: my secret', 'password needs user'],
    ['userTenant: north', 'userTenant needs user'],
    ['user: ann, password: my secret, passwordFile: x', 'password and passwordFile are one too many'],
    ['user: ann, passwordFile: none', 'upstreams[0].passwordFile: '],
  ] as const;
  for (const [more, words] of cases) {
    const { exitCode, messages } = await run(['check', withPassword(more)]);
    expect(exitCode, more).not.toBe(0);
    expect(messages).toContain(words);
    expect(messages).not.toContain('secret');
  }
});

test('check loads no sink: what a kind needs is loaded when one is made', () => {
  const hook = `import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => (process.stderr.write(url + '\\n'), next(url, context)) });`;
  const program = fileURLToPath(new URL('../bin/sdmp-bridge.js', import.meta.url));
  const sinks = '[{ name: out, standardOutput: {} }, { name: crm, webhook: { url: "http://127.0.0.1:9/" } }]';
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(hook)}`,
      program,
      'check',
      written(`${north}sinks: ${sinks}\n`),
    ],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  expect(stderr).toContain('/apps/bridge/dist/');
  expect(stderr.split('\n').filter((url) => url.includes('/packages/sinks/'))).toEqual([]);
});
