import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CertificatePair } from './certificates.ts';
import { programs, SoakedProcess } from './soaked-process.ts';

const readyLimitMs = 60_000;
const readyLookMs = 200;

export interface BridgeOptions {
  readonly home: string;
  readonly caFile: string;
  readonly certificate: CertificatePair;
  readonly retainMs: number;
  /** Port at which it reaches the dialer. */
  readonly dialerPort: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly onUnexpectedEnd: (what: string) => void;
}

/** `sdmp-bridge` with a journal, subscribers by TLS, HTTP by TLS and a files sink. */
export class Bridge {
  readonly journal: string;
  readonly files: string;
  readonly process: SoakedProcess;
  readonly #options: BridgeOptions;
  readonly #config: string;
  #port = 0;
  #httpPort = 0;

  constructor(options: BridgeOptions) {
    const { home, env, onUnexpectedEnd } = options;
    this.#options = options;
    this.journal = join(home, 'bridge');
    this.files = join(home, 'files');
    this.#config = join(home, 'bridge.yaml');
    this.process = new SoakedProcess({
      name: 'bridge (sdmp-bridge)',
      ready: /^http /,
      words: () => [programs.bridge, 'run', this.#config],
      ...(env === undefined ? {} : { env }),
      onLine: (line) => {
        const [, port] = /^listening .*:(\d+)$/.exec(line) ?? [];
        if (port !== undefined) this.#port = Number(port);
      },
      onUnexpectedEnd,
    });
  }

  get port(): number {
    return this.#port;
  }

  get httpPort(): number {
    return this.#httpPort;
  }

  /** Starts it, the second time on the ports of the first. */
  async start(): Promise<void> {
    await writeFile(this.#config, this.#configText());
    const line = await this.process.start();
    this.#httpPort = Number(/:(\d+)$/.exec(line)?.[1]);
  }

  async restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.process.end(signal);
    await this.start();
  }

  /** Resolves when the bridge is subscribed at the dialer, which keeps outcomes for it from then on. */
  async ready(): Promise<void> {
    const givesUp = performance.now() + readyLimitMs;
    while (!(await this.#isReady())) {
      if (performance.now() > givesUp) throw new Error(`the bridge was not ready within ${readyLimitMs} ms`);
      await delay(readyLookMs);
    }
  }

  async #isReady(): Promise<boolean> {
    const request = get({
      host: '127.0.0.1',
      port: this.#httpPort,
      path: '/readyz',
      ca: readFileSync(this.#options.caFile),
    });
    try {
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode === 200;
    } catch {
      return false;
    }
  }

  #configText(): string {
    const { caFile, certificate, dialerPort, retainMs } = this.#options;
    const tls = `{ certificateFile: ${certificate.certificateFile}, keyFile: ${certificate.keyFile} }`;
    const upstream = `name: dialer, host: 127.0.0.1, port: ${dialerPort}, persistToken: soak-bridge`;
    const lines = [
      `journal: { directory: ${this.journal}, retainAge: ${retainMs}ms }`,
      `upstreams: [{ ${upstream}, tls: { caFile: ${caFile} } }]`,
      `listen: [{ port: ${this.#port}, tls: ${tls} }]`,
      `http: { port: ${this.#httpPort}, tls: ${tls} }`,
      `sinks: [{ name: archive, files: { directory: ${this.files}, rotateOutcomes: 1000, rotateAge: 10s } }]`,
      'log: { level: warn }',
    ];
    return `${lines.join('\n')}\n`;
  }
}
