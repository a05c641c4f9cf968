import { expect, test } from 'vitest';
import { InvalidConfigError } from './config-error.ts';
import { parseConfig } from './parse-config.ts';

const smallest = 'upstreams:\n  - { name: north, host: pbx, persistToken: bridge }\n';

/** The lines about what is wrong. */
function problems(source: string): readonly string[] {
  try {
    parseConfig(source, 'bridge.yaml');
    return [];
  } catch (error) {
    if (error instanceof InvalidConfigError) return error.message.split('\n');
    throw error;
  }
}

test('the smallest configuration gets every default', () => {
  expect(parseConfig(smallest, 'bridge.yaml')).toEqual({
    journal: {
      engine: 'sqlite',
      directory: './sdmp-data',
      servers: [],
      stream: 'sdmp',
      replicas: 3,
      retainAge: 30 * 86_400_000,
      retainBytes: 10 * 2 ** 30,
    },
    upstreams: [
      {
        name: 'north',
        host: 'pbx',
        port: 6502,
        encoding: 'windows-1252',
        success: true,
        failure: true,
        persistToken: 'bridge',
        rate: 10_000,
        heartbeat: 5000,
      },
    ],
    listen: [{ host: '127.0.0.1', port: 6502, encoding: 'windows-1252' }],
    sinks: [],
    http: {
      host: '127.0.0.1',
      port: 8080,
      corsOrigins: [],
      limits: {
        connections: 1000,
        connectionsPerAddress: 500,
        streams: 200,
        streamsPerToken: 100,
        streamsPerAddress: 100,
        streamStallTime: 60_000,
        headTime: 10_000,
        requestTime: 30_000,
        idleTime: 5000,
      },
    },
    statistics: { abandonLimit: 0.03 },
    incidents: { retainAge: 90 * 86_400_000, retainCount: 10_000, joinWithin: 300_000 },
    limits: {
      connections: 1000,
      connectionsPerAddress: 500,
      messagesPerSecond: 10_000,
      rejectionsPerSecond: 20,
      requestTimeShare: 0.25,
      tokens: 100_000,
      tokensPerTenant: 50_000,
      tokensPerUser: 10_000,
    },
    log: { level: 'info', format: 'pretty' },
  });
});

test('unicode changes port and encoding of upstreams and listeners', () => {
  const { upstreams, listen } = parseConfig(
    'upstreams:\n  - { name: a, host: b, persistToken: c, unicode: true }\nlisten: [{ unicode: true }]\n',
    'bridge.yaml',
  );
  expect(upstreams).toMatchObject([{ port: 6500, encoding: 'utf-16le' }]);
  expect(listen).toMatchObject([{ port: 6500, encoding: 'utf-16le' }]);
});

test('a listener can have each encoding that an upstream can', () => {
  const { listen } = parseConfig(`${smallest}listen: [{ encoding: utf-8 }, { encoding: latin1 }]\n`, 'bridge.yaml');
  expect(listen).toMatchObject([
    { port: 6502, encoding: 'utf-8' },
    { port: 6502, encoding: 'latin1' },
  ]);
});

test('a dialer older than the rate is asked for none', () => {
  const source = 'upstreams:\n  - { name: a, host: b, persistToken: c, release: "10.6.500" }\n';
  expect(parseConfig(source, 'bridge.yaml').upstreams[0]?.rate).toBeUndefined();
});

test('every problem has file, line, column, key and what is right', () => {
  const source = `journal:
  directroy: x
  retainAge: 30 parsecs
  retainBytes: -1
upstreams:
  - name: a b
    host: pbx
    port: 70000
  - name: south
    host: pbx
    persistToken: t
    campaign: 2024
    rate: 0
listen:
  - port: x
http:
  port: on
colour: red
`;
  expect(problems(source)).toEqual([
    'bridge.yaml:2:3: journal.directroy is unknown: did you mean directory?',
    'bridge.yaml:3:3: journal.retainAge must be a time above 0 with ms, s, m, h, d or w, such as 30d, not "30 parsecs"',
    'bridge.yaml:4:3: journal.retainBytes must be a size above 0 in bytes or with KiB, MiB, GiB or TiB, such as 10GiB, not -1',
    'bridge.yaml:6:5: upstreams[0].name must be 1 to 64 letters, digits, dots, - or _, not "a b"',
    'bridge.yaml:6:5: upstreams[0].persistToken is missing: it must be text of 1 to 80 characters',
    'bridge.yaml:8:5: upstreams[0].port must be a whole number from 1 to 65535, not 70000',
    expect.stringMatching(/^bridge\.yaml:12:5: upstreams\[1\]\.campaign must be text .*, not 2024: put it in quotes$/),
    'bridge.yaml:13:5: upstreams[1].rate must be a whole number, 1 to 1000000, not 0',
    'bridge.yaml:15:5: listen[0].port must be a whole number from 0 to 65535, not "x"',
    'bridge.yaml:17:3: http.port must be a whole number from 0 to 65535, or off, not "on"',
    'bridge.yaml:18:1: colour is unknown: known here are journal, upstreams, listen, sinks, http, reports, statistics, incidents, limits, release, usersFile, rules, rulesFile, data, dataFile, log',
  ]);
});

const upstreamWith = (more: string): string => `upstreams:\n  - { name: a, host: b, persistToken: c, ${more} }\n`;

test.each([
  ['', '1:1: is empty: at least upstreams must be there'],
  ['# nothing', '1:1: is empty: at least upstreams must be there'],
  ['text', '1:1: must be a group of keys, upstreams among them'],
  ['upstreams: []', '1:1: upstreams must be a list of dialers, at least one, not []'],
  ['upstreams: [3]', '1:13: upstreams[0] must be a group of keys'],
  [`${smallest}http: 8080`, '3:1: http must be a group of keys'],
  [`${smallest}log:\n  level: info\n  level: warn`, '5:3: level is there twice: keep one of them'],
  [upstreamWith('name: x'), '2:42: name is there twice: keep one of them'],
  [
    upstreamWith('success: false, failure: false'),
    '2:58: upstreams[0].failure success and failure cannot both be false: nothing would be left',
  ],
  [
    upstreamWith('unicode: true, encoding: utf-8'),
    '2:57: upstreams[0].encoding must be utf-16le where unicode is true',
  ],
  [upstreamWith('encoding: utf-16le'), '2:42: upstreams[0].encoding needs unicode: true to be utf-16le'],
  [`${smallest}listen: [{ encoding: utf-16le }]\n`, '3:12: listen[0].encoding needs unicode: true to be utf-16le'],
  [
    upstreamWith('release: "10.6.500", rate: 5'),
    '2:63: upstreams[0].rate cannot be set for release 10.6.500: it came later',
  ],
  [upstreamWith('heartbeat: 10ms'), '2:42: upstreams[0].heartbeat must be at least 1s, for a dialer has other work'],
  [
    `${smallest}  - { name: north, host: other, persistToken: x }`,
    '3:7: upstreams[1].name is the name of upstreams[0] already',
  ],
  [
    `${smallest}  - { name: south, host: pbx, persistToken: bridge }`,
    '3:31: upstreams[1].persistToken is used by upstreams[0] at the same dialer: they would take outcomes from each other',
  ],
  [
    `${smallest}http: { limits: { headTime: 40s } }\n`,
    '3:19: http.limits.headTime must not be longer than requestTime, of which it is a part',
  ],
  [
    `${smallest}http: { limits: { streams: 0 } }\n`,
    '3:19: http.limits.streams must be a whole number from 1 to 1000000, not 0',
  ],
  [
    `${smallest}http: { limits: { idleTime: 5 } }\n`,
    '3:19: http.limits.idleTime must be a time above 0 with ms, s, m, h, d or w, such as 30d, not 5',
  ],
])('%j is refused', (source, problem) => {
  expect(problems(source)).toEqual([`bridge.yaml:${problem}`]);
});

test.each(['a: [1\nb: 2', 'a: "x', '\tupstreams: 1', 'a: 1\n b: 2', 'a: *b'])(
  'broken YAML %j is named with its place',
  (source) => {
    const [first] = problems(source);
    expect(first).toMatch(/^bridge\.yaml:\d+:\d+: is no YAML here: /);
  },
);
