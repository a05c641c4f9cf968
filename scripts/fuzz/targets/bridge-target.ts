import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PaceLimits, ServiceFigures } from '../fuzz-messages.ts';
import type { LoopDelay } from '../loop-delay.ts';
import type { ProcessMemory } from '../process-memory.ts';
import { ask, endOf, type FuzzTarget, journalFaults, startServiceProcess, type TargetOptions } from './target.ts';

const program = fileURLToPath(new URL('../../../apps/bridge/bin/sdmp-bridge.js', import.meta.url));
const probe = new URL('../bridge-probe.ts', import.meta.url).href;
/** Who looks at the metrics, and who attacks; both may read alone. */
const [honestToken, hostileToken] = ['honest-token-of-the-fuzz', 'hostile-token-of-the-fuzz'];
const keptMessages = 8;

/** Starts a service with the outcomes, and a bridge that records them and is attacked: its listener and its HTTP. */
export async function startBridgeTarget(options: TargetOptions): Promise<FuzzTarget> {
  const { folder, users, recordEveryMs } = options;
  const dialer = startServiceProcess();
  await mkdir(join(folder, 'dialer'));
  const order = { kind: 'start', users, folder: join(folder, 'dialer'), recordEveryMs } as const;
  const { port: dialerPort } = await ask(dialer, order, 'started');
  const { child, port, httpPort, messages } = await startBridge(await writeConfig(options, dialerPort));
  const metrics = (): Promise<ReadonlyMap<string, number>> => metricsAt(httpPort);
  return {
    pid: child.pid ?? 0,
    port,
    http: { port: httpPort, token: hostileToken, honestToken },
    ended: endOf(child),
    figures: async () => {
      const { figures } = await ask(dialer, { kind: 'measure' }, 'measured');
      return {
        ...bridgeFigures(await answerOf<ProcessMemory>(child, 'measure'), await metrics()),
        recorded: figures.recorded,
      };
    },
    loopDelay: () => answerOf<LoopDelay>(child, 'loop'),
    handled: async () => handledIn(await metrics().catch(() => new Map<string, number>())),
    pause: async () => (await ask(dialer, { kind: 'pause' }, 'paused')).recorded,
    stop: async (recorded) => {
      const hasEnded = child.exitCode !== null || child.signalCode !== null;
      if (!hasEnded) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }
      const end = String(child.exitCode ?? child.signalCode);
      const isWell = child.exitCode === 0 && !hasEnded;
      const faults = isWell ? [] : [`the bridge ended with ${end}: ${messages().join(' | ')}`];
      const ended = once(dialer, 'exit');
      await ask(dialer, { kind: 'stop' }, 'stopped');
      await ended;
      return [...faults, ...(await journalFaults(join(folder, 'bridge'), recorded))];
    },
    kill: () => {
      child.kill('SIGKILL');
      dialer.kill('SIGKILL');
    },
  };
}

async function writeConfig({ folder, users, honest, limits }: TargetOptions, dialerPort: number): Promise<string> {
  const file = join(folder, 'bridge.yaml');
  const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
  await writeFile(join(folder, 'users'), users);
  await writeFile(join(folder, 'password'), `${honest.password}\n`, { mode: 0o600 });
  await writeFile(join(folder, 'tokens'), `honest read ${hash(honestToken)}\nhostile read ${hash(hostileToken)}\n`);
  const login = `user: ${honest.name}, userTenant: ${honest.tenant}, passwordFile: ${join(folder, 'password')}`;
  const upstream = `name: dialer, host: 127.0.0.1, port: ${dialerPort}, persistToken: fuzzed-bridge, tenant: ${honest.tenant}`;
  const lines = [
    `journal: { directory: ${join(folder, 'bridge')} }`,
    `upstreams: [{ ${upstream}, ${login} }]`,
    'listen: [{ port: 0 }]',
    `http: { port: 0, tokensFile: ${join(folder, 'tokens')} }`,
    `usersFile: ${join(folder, 'users')}`,
    'log: { level: error }',
    ...(limits === undefined ? [] : [`limits: ${limitsConfig(limits)}`]),
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

function limitsConfig({ messagesPerSecond, rejectionsPerSecond, requestTimeShare }: PaceLimits): string {
  const share = `${100 * requestTimeShare}%`;
  return `{ messagesPerSecond: ${messagesPerSecond}, rejectionsPerSecond: ${rejectionsPerSecond}, requestTimeShare: ${share} }`;
}

interface StartedBridge {
  readonly child: ChildProcess;
  readonly port: number;
  readonly httpPort: number;
  /** The end of what it has said on standard error. */
  readonly messages: () => readonly string[];
}

async function startBridge(config: string): Promise<StartedBridge> {
  const child = spawn(process.execPath, ['--expose-gc', '--import', probe, program, 'run', config], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let messages: string[] = [];
  if (child.stdout === null || child.stderr === null) throw new Error('the bridge has no output');
  createInterface({ input: child.stderr }).on('line', (line) => {
    messages = [...messages, line].slice(-keptMessages);
  });
  const started = Promise.withResolvers<StartedBridge>();
  let port = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, kind, found] = /^(listening|http) .*:(\d+)$/.exec(line) ?? [];
    if (kind === 'listening') port = Number(found);
    if (kind === 'http') started.resolve({ child, port, httpPort: Number(found), messages: () => messages });
  });
  child.once('exit', () => started.reject(new Error(`the bridge did not start: ${messages.join(' | ')}`)));
  return started.promise;
}

async function answerOf<Answer>(child: ChildProcess, question: 'measure' | 'loop'): Promise<Answer> {
  const answered = once(child, 'message');
  child.send(question);
  const [answer] = (await answered) as [Answer];
  return answer;
}

/** Reads the metrics; those with labels bear them in their names. */
async function metricsAt(port: number): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, {
    // A connection that stays open would be a handle more.
    headers: { Authorization: `Bearer ${honestToken}`, Connection: 'close' },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

function handledIn(metrics: ReadonlyMap<string, number>): number {
  return (metrics.get('sdmp_bridge_requests_total') ?? 0) + (metrics.get('sdmp_bridge_frames_unreadable_total') ?? 0);
}

function bridgeFigures(memory: ProcessMemory, metrics: ReadonlyMap<string, number>): Omit<ServiceFigures, 'recorded'> {
  const transactions = [...metrics].filter(([name]) => name.startsWith('sdmp_bridge_transactions{'));
  const [parked, live] = [true, false].map((isParked) =>
    transactions.reduce((sum, [name, value]) => sum + (name.includes('"parked"') === isParked ? value : 0), 0),
  );
  const totals = [...metrics].filter(([name, value]) => /^sdmp_bridge_\w+_total$/.test(name) && value > 0);
  return {
    ...memory,
    sessions: metrics.get('sdmp_bridge_sessions') ?? 0,
    live: live ?? 0,
    parked: parked ?? 0,
    requests: metrics.get('sdmp_bridge_requests_total') ?? 0,
    events: Object.fromEntries(
      totals.map(([name, value]) => [name.slice('sdmp_bridge_'.length, -'_total'.length), value]),
    ),
  };
}
