import { fileURLToPath } from 'node:url';
import { monotonicMicroseconds } from '../../benchmarks/system/monotonic.ts';
import { type Link, startLink } from '../built-packages.ts';
import { Bridge } from './bridge.ts';
import { Certificates } from './certificates.ts';
import { Dialer } from './dialer.ts';
import { FilesReader } from './readers/files-reader.ts';
import { Sequence } from './sequence.ts';
import { programs, SoakedProcess } from './soaked-process.ts';

export interface SystemOptions {
  readonly home: string;
  readonly rate: number;
  readonly retainMs: number;
  /** Environment of the bridge, for what is broken on purpose. */
  readonly bridgeEnv?: NodeJS.ProcessEnv;
  /** Told in words of what should not happen. */
  readonly onFault: (what: string) => void;
}

/** A link by its name in the report. */
export interface NamedLink {
  readonly name: string;
  readonly link: Link;
}

const clientProgram = fileURLToPath(new URL('./readers/client-process.ts', import.meta.url));
const eventsProgram = fileURLToPath(new URL('./readers/event-stream-process.ts', import.meta.url));

/** Everything that runs in a soak: dialer, link, bridge, link, readers; each a process, each connection by TLS. */
export class System implements AsyncDisposable {
  readonly dialer: Dialer;
  readonly bridge: Bridge;
  readonly certificates: Certificates;
  readonly links: readonly NamedLink[];
  /** What the readers got, in the order of the report. */
  readonly sequences: readonly Sequence[];
  readonly #readers: readonly SoakedProcess[];
  readonly #files: FilesReader;

  private constructor(parts: Pick<System, 'dialer' | 'bridge' | 'certificates' | 'links'>, options: SystemOptions) {
    ({ dialer: this.dialer, bridge: this.bridge, certificates: this.certificates, links: this.links } = parts);
    const { caFile } = this.certificates;
    const [, subscribersLink, httpLink] = this.links;
    if (subscribersLink === undefined || httpLink === undefined) throw new Error('a link is missing');
    const files = new Sequence('files sink');
    this.#files = new FilesReader(this.bridge.files, files);
    const tail = new Sequence('sdmp tail');
    const client = new Sequence('client with a token');
    const events = new Sequence('event stream');
    this.sequences = [client, tail, events, files];
    const told = (sequence: Sequence) => (line: string) => {
      const [word, session = ''] = line.split(' ');
      if (word === 'outcome') sequence.receive(session, monotonicMicroseconds());
      else if (line.startsWith('told of')) options.onFault(`${sequence.name} was ${line}`);
    };
    const { onFault: onUnexpectedEnd } = options;
    this.#readers = [
      new SoakedProcess({
        name: client.name,
        words: () => [clientProgram, String(subscribersLink.link.port), caFile],
        ready: /^subscribed/,
        onLine: told(client),
        onUnexpectedEnd,
      }),
      new SoakedProcess({
        name: tail.name,
        words: () => [
          programs.sdmp,
          ...'tail --tls --persist soak-tail --rate 10000 --format json'.split(' '),
          `--ca-file=${caFile}`,
          `127.0.0.1:${subscribersLink.link.port}`,
        ],
        ready: /^live/,
        onLine: (line) => {
          const { sessionIdentifier = '' } = JSON.parse(line) as { readonly sessionIdentifier?: string };
          tail.receive(sessionIdentifier, monotonicMicroseconds());
        },
        onUnexpectedEnd,
      }),
      new SoakedProcess({
        name: events.name,
        words: () => [eventsProgram, `https://127.0.0.1:${httpLink.link.port}`],
        env: { NODE_EXTRA_CA_CERTS: caFile },
        ready: /^subscribed/,
        onLine: told(events),
        onUnexpectedEnd,
      }),
    ];
  }

  /** Starts everything; resolves when every reader is subscribed, before anything is recorded. */
  static async start(options: SystemOptions): Promise<System> {
    const { home, rate, retainMs, bridgeEnv, onFault: onUnexpectedEnd } = options;
    const certificates = await Certificates.create(home);
    const { caFile } = certificates;
    const common = { home, retainMs, onUnexpectedEnd };
    const dialer = new Dialer({ ...common, rate, certificate: await certificates.renew('dialer') });
    await dialer.start();
    const toDialer = await startLink({ target: targetOf(() => dialer.port) });
    const bridge = new Bridge({
      ...common,
      caFile,
      certificate: await certificates.renew('bridge'),
      dialerPort: toDialer.port,
      ...(bridgeEnv === undefined ? {} : { env: bridgeEnv }),
    });
    await bridge.start();
    await bridge.ready();
    const links = [
      { name: 'the link to the dialer', link: toDialer },
      { name: 'the link of the subscribers', link: await startLink({ target: targetOf(() => bridge.port) }) },
      { name: 'the link of HTTP', link: await startLink({ target: targetOf(() => bridge.httpPort) }) },
    ];
    const system = new System({ dialer, bridge, certificates, links }, options);
    await Promise.all(system.#readers.map((reader) => reader.start()));
    return system;
  }

  get processes(): readonly SoakedProcess[] {
    return [this.dialer.process, this.bridge.process, ...this.#readers];
  }

  /** Reads the files that the sink has finished. */
  async lookAtFiles(): Promise<void> {
    await this.#files.look();
  }

  /** Ends everything in order. What the sink had written last is read then. */
  async stop(): Promise<void> {
    for (const reader of this.#readers) await reader.end('SIGTERM');
    await this.bridge.process.end('SIGTERM');
    await this.#files.lookLast();
    await this.dialer.process.end('SIGTERM');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dialer.pauseLoad();
    await Promise.all(this.processes.map((each) => each.end('SIGKILL')));
    await Promise.all(this.links.map(({ link }) => link.close()));
  }
}

/** A target whose port may change. */
function targetOf(port: () => number): { readonly host: string; readonly port: number } {
  return {
    host: '127.0.0.1',
    get port() {
      return port();
    },
  };
}
