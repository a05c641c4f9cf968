import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { encodeFrame, type WireEncoding } from '@sdmp/codec';
import { verifies } from '@sdmp/requirements';
import { startSimulatedDialer } from '@sdmp/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { parkToken } from './support/park-token.ts';
import { type Cli, runCli, startCli } from './support/start-cli.ts';
import { startService } from './support/start-service.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

async function startProxy(target: string, words: readonly string[] = []): Promise<Cli & { readonly port: number }> {
  const cli = startCli(['proxy', target, ...words]);
  onTestFinished(async () => {
    cli.kill('SIGTERM');
    await cli.ended;
  });
  const [, port = ''] = await cli.untilPrinted(/listening \w+ 127\.0\.0\.1:(\d+)\n/);
  return { ...cli, port: Number(port) };
}

async function startDialer(encoding: WireEncoding = 'windows-1252') {
  const dialer = await startSimulatedDialer({ encoding });
  onTestFinished(() => dialer.stop());
  return dialer;
}

/** An application that writes frames, and what it received. */
function joined(port: number, encoding: WireEncoding, ...frames: string[]) {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  const decoder = new TextDecoder(encoding === 'latin1' ? 'windows-1252' : encoding);
  let text = '';
  let changed = Promise.withResolvers<void>();
  const change = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  socket.on('data', (bytes) => {
    text += decoder.decode(bytes, { stream: true });
    change();
  });
  socket.on('close', change);
  socket.write(encodeFrame(frames.join('\0'), { encoding }));
  const until = async (isMet: (received: string, of: Socket) => boolean): Promise<void> => {
    while (!isMet(text, socket)) await changed.promise;
  };
  return { socket, until };
}

const request = String.raw`EO\CNSales1\TXt\PSapp\FO\SO\TKone`;

test.each(['windows-1252', 'utf-16le'] as const)(
  `${verifies('LF-2')}frames are printed as they pass, in both directions, in %s; numbers and data are masked`,
  async (encoding) => {
    const dialer = await startDialer(encoding);
    const proxy = await startProxy(dialer.address, ['--encoding', encoding]);
    const application = joined(proxy.port, encoding, request);
    await dialer.until(({ transactions }) => transactions.length === 1);
    dialer.record(['CN', 'Sales1', 'TN', '01632960123', 'RE', '10', 'DT', 'Ann Smith, Zürich', 'XX', 'secret']);
    await application.until((text) => text.includes('Zürich'));
    await proxy.untilPrinted(/"code":"OZ".*\n/);
    application.socket.destroy();
    await proxy.untilPrinted(/"event":"closed"/);
    const lines = proxy.printed().split('\n').slice(1, -1);
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toMatchObject([
      { connection: 1, event: 'opened' },
      { event: 'frame', to: 'target', code: 'EO', name: 'EnumerateOutcomes', problems: [] },
      { event: 'frame', to: 'client', code: 'MV', params: [['TK', 'one']] },
      { event: 'frame', to: 'client', code: 'WP' },
      {
        event: 'frame',
        to: 'client',
        code: 'OZ',
        params: expect.arrayContaining([
          ['TN', '***123'],
          ['DT', '***'],
        ]),
      },
      { event: 'closed' },
    ]);
    expect(proxy.printed()).not.toMatch(/01632|Smith|secret/);
    proxy.kill('SIGTERM');
    expect(await proxy.ended).toBe(0);
    expect(proxy.said()).toMatch(/^1 connection, \d+ bytes passed, 0 discarded\n$/);
  },
);

test(`${verifies('LF-2')}what is personal is shown on request, a password never, not even in a rejection`, async () => {
  const service = await startService(['--memory']);
  const proxy = await startProxy(service.ascii, ['--show-personal', '--format', 'pretty']);
  const { until } = joined(
    proxy.port,
    'windows-1252',
    String.raw`UA\UIann\PWopen sesame\TDnorth`,
    String.raw`CM:DE:DD\TN01632960123\TKx`,
  );
  await until((text) => (text.match(/\0/g) ?? []).length >= 2);
  await proxy.untilPrinted(/<- ER .*\n.*<- CG:MA:ER .*\n/);
  expect(proxy.printed()).toContain('01632960123');
  expect(proxy.printed()).toContain('PW=***');
  expect(proxy.printed()).not.toContain('sesame');
});

test(`${verifies('LF-2')}outcomes in runs are shown by their head, and what comes behind them is read`, async () => {
  const service = await startService(['--memory', '--feed', '-']);
  const shift = await runCli(['simulate', '--count', '300']);
  service.feed(shift.printed);
  await service.untilCommitted(300);
  const proxy = await startProxy(service.ascii);
  await parkToken(`127.0.0.1:${proxy.port}`, 'a');
  service.feed(shift.printed);
  await service.untilCommitted(600);
  const { printed } = await runCli([
    'tail',
    `127.0.0.1:${proxy.port}`,
    '--persist',
    'a',
    '--rate',
    '1000000',
    '--count',
    '300',
    '--quiet',
  ]);
  expect(printed.trimEnd().split('\n')).toHaveLength(300);
  const frames = proxy
    .printed()
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line) as { readonly code?: string | null; readonly event: string });
  expect(frames.some(({ code }) => code === 'ZR' || code === 'OZ')).toBe(true);
  expect(frames.filter(({ event, code }) => event === 'unfinished' || (event === 'frame' && code === null))).toEqual(
    [],
  );
});

/** Every condition, as a line of standard input, and what an application notices. */
const faults: readonly (readonly [string, (proxy: Cli & { readonly port: number }) => Promise<void>])[] = [
  [
    'latency by 100ms jitter 10ms',
    async (proxy) => {
      const begin = performance.now();
      await joined(proxy.port, 'windows-1252', request).until((text) => text.startsWith('MV'));
      expect(performance.now() - begin).toBeGreaterThan(190);
    },
  ],
  [
    'bandwidth rate 200',
    async (proxy) => {
      const begin = performance.now();
      await joined(proxy.port, 'windows-1252', request).until((text) => text.includes('WP'));
      expect(performance.now() - begin).toBeGreaterThan(200);
    },
  ],
  [
    'slice size 1',
    async (proxy) => {
      proxy.feed('bandwidth rate 100\n');
      await proxy.untilSaid(/bandwidth begins/);
      const { socket, until } = joined(proxy.port, 'windows-1252', request);
      let pieces = 0;
      socket.on('data', () => pieces++);
      await until((text) => text.includes('WP') && text.endsWith('\0'));
      // The bandwidth alone makes pieces of five bytes.
      expect(pieces).toBeGreaterThan(10);
    },
  ],
  [
    'freeze for 300ms',
    async (proxy) => {
      const begin = performance.now();
      await joined(proxy.port, 'windows-1252', request).until((text) => text.includes('WP'));
      expect(performance.now() - begin).toBeGreaterThan(200);
      await proxy.untilSaid(/freeze ends/);
    },
  ],
  [
    'black-hole for 2s',
    async (proxy) => {
      await joined(proxy.port, 'windows-1252', request).until((text, { closed }) => text === '' && closed);
      expect(proxy.printed()).toContain('"event":"discarded"');
    },
  ],
  [
    'half-open for 2s',
    async (proxy) => {
      await joined(proxy.port, 'windows-1252', request).until((text, { closed }) => text === '' && closed);
    },
  ],
  [
    'refuse',
    async (proxy) => {
      await joined(proxy.port, 'windows-1252', request).until((_, { closed }) => closed);
      proxy.feed('restore\n');
      await proxy.untilSaid(/refuse ends/);
      await joined(proxy.port, 'windows-1252', request).until((text) => text.startsWith('MV'));
    },
  ],
  [
    'withheld-terminator',
    async (proxy) => {
      const { until } = joined(proxy.port, 'windows-1252', request);
      await until((text) => text === String.raw`MV\TKone`);
      proxy.feed('restore\n');
      await until((text) => text.includes('\0WP'));
    },
  ],
  [
    'half-frame',
    async (proxy) => {
      await joined(proxy.port, 'windows-1252', request).until(
        (text, { closed }) => closed && text === String.raw`MV\T`,
      );
    },
  ],
  [
    'duplicate',
    async (proxy) => {
      const { until } = joined(proxy.port, 'windows-1252', String.raw`VS\TKtwice`);
      await until((text) => text.startsWith('MV'));
    },
  ],
  [
    'reset',
    async (proxy) => {
      await joined(proxy.port, 'windows-1252', request).until((text) => text.includes('WP'));
    },
  ],
  [
    'close',
    async (proxy) => {
      await joined(proxy.port, 'windows-1252', request).until((text) => text.includes('WP'));
    },
  ],
  [
    'garbage bytes 10 to target',
    async (proxy) => {
      await joined(proxy.port, 'windows-1252', request).until((text) => text.includes('WP'));
    },
  ],
];

test.each(faults)(`${verifies('LF-1')}the condition %s, given at run time`, async (line, notice) => {
  const dialer = await startDialer();
  const proxy = await startProxy(dialer.address);
  proxy.feed(`${line}\n`);
  const [name = ''] = line.split(' ');
  await proxy.untilSaid(new RegExp(`${name}( to \\w+)? begins`));
  await notice(proxy);
});

test(`${verifies('LF-1')}a reset, a close and garbage meet the connections that are open`, async () => {
  const dialer = await startDialer();
  const proxy = await startProxy(dialer.address);
  for (const line of ['reset', 'close']) {
    const { until } = joined(proxy.port, 'windows-1252', String.raw`VS\TKa`);
    await until((text) => text.startsWith('MV'));
    proxy.feed(`${line}\n`);
    await until((_, { closed }) => closed);
  }
  const { until } = joined(proxy.port, 'windows-1252', String.raw`VS\TKa`);
  await until((text) => text.startsWith('MV'));
  proxy.feed('garbage bytes 30\n');
  await until((text) => text.length >= 39);
});

test(`${verifies('LF-1')}a scenario plays its steps at their times, and the proxy ends by itself`, async () => {
  const dialer = await startDialer();
  const file = join(temporaryFolder(), 'bad-day.json');
  const steps = [
    { condition: 'latency', by: '5ms' },
    { after: '50ms', condition: 'freeze', for: '100ms' },
    { after: '200ms', condition: 'half-frame' },
    { after: '50ms', condition: 'refuse', for: '50ms' },
  ];
  writeFileSync(file, JSON.stringify({ steps }));
  const { exitCode, said } = await runCli(['proxy', dialer.address, '--scenario', file, '--for', '1s']);
  expect(exitCode).toBe(0);
  expect(said.split('\n').slice(0, -2)).toEqual([
    'latency begins',
    'freeze begins',
    'freeze ends',
    'half-frame begins',
    'half-frame ends',
    'refuse begins',
    'refuse ends',
  ]);
});

test(`${verifies('LF-1')}what is wrong in a scenario or a command is said with its place`, async () => {
  const folder = temporaryFolder();
  const complaint = async (text: string): Promise<string> => {
    const file = join(folder, 'scenario.json');
    writeFileSync(file, text);
    const { exitCode, said } = await runCli(['proxy', '127.0.0.1:1', '--scenario', file]);
    expect(exitCode).toBe(1);
    return said.replaceAll(`${folder}/`, '');
  };
  expect(await complaint('{\n  "steps": [\n    { "condition": "freeze" "for": "1s" }\n] }')).toMatch(
    /^sdmp: scenario\.json:3:\d+: this is no JSON: /,
  );
  expect(
    await complaint(
      '{ "steps": [\n{ "condition": "frieze" },\n{ "condition": "latency" },\n{ "condition": "reset", "for": "1s" },\n{ "condition": "freeze",\n"for": "5" }\n] }',
    ),
  ).toBe(
    [
      'sdmp: scenario.json:2: steps[0].condition "frieze" is unknown: did you mean freeze?',
      'sdmp: scenario.json:3: steps[1].by is missing: it must be a time such as 500ms or 10s',
      'sdmp: scenario.json:4: steps[2].for is unknown: known here are condition, after',
      'sdmp: scenario.json:6: steps[3].for must be a time such as 500ms or 10s, not "5"',
      '',
    ].join('\n'),
  );
  expect(await complaint('[]')).toBe('sdmp: scenario.json:1: a scenario is {"steps": [...]}\n');
  expect(await complaint('{ "steps": [] }')).toBe('sdmp: scenario.json:1: steps must have at least one step\n');
  const proxy = await startProxy('127.0.0.1:1');
  proxy.feed('freeze for\nfreeze for ever\nfreze\n');
  await proxy.untilSaid(
    /sdmp proxy: for has no value.*\nsdmp proxy: for must be a time .*\nsdmp proxy: condition "freze" is unknown: did you mean freeze\?\n/,
  );
});
