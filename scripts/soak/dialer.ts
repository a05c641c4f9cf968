import { join } from 'node:path';
import { monotonicMicroseconds } from '../../benchmarks/system/monotonic.ts';
import { openSqliteJournal, outcomeFromRecord, readBatches, recordsIn } from '../built-packages.ts';
import type { CertificatePair } from './certificates.ts';
import { readSession, sessionOf } from './sequence.ts';
import { programs, SoakedProcess } from './soaked-process.ts';

const tickMs = 20;
/** Bytes that may wait for a process that is slow to read: above them the load waits. */
const mostWaitingBytes = 1_000_000;
const reasons = ['10', '7', '3', '22'];

export interface DialerOptions {
  readonly home: string;
  readonly certificate: CertificatePair;
  readonly retainMs: number;
  /** Outcomes a second. */
  readonly rate: number;
  /** Environment of the process. */
  readonly env?: NodeJS.ProcessEnv;
  readonly onUnexpectedEnd: (what: string) => void;
}

/** What a deliberate fault does to the feed: a number that is never sent, or is sent twice. */
export type FeedFault = 'loss' | 'double';

/** `sdmp serve` with a feed at a steady rate: the dialer of the soak. Outcomes are numbered from 0, without holes. */
export class Dialer {
  readonly journal: string;
  readonly process: SoakedProcess;
  readonly #rate: number;
  #port = 0;
  #ticking: NodeJS.Timeout | undefined;
  #next = 0;
  /** Number of the first line that the process of now was given, and how many of its lines are on disk. */
  #base = 0;
  #committed = 0;

  constructor({ home, certificate, retainMs, rate, env, onUnexpectedEnd }: DialerOptions) {
    this.journal = join(home, 'dialer');
    this.#rate = rate;
    this.process = new SoakedProcess({
      name: 'dialer (sdmp serve)',
      ready: /^listening /,
      words: () => [
        programs.sdmp,
        ...'serve --feed - --listen off --listen-unicode off'.split(' '),
        `--listen-tls=127.0.0.1:${this.#port}`,
        `--data=${this.journal}`,
        `--retain-age=${retainMs}ms`,
        `--certificate-file=${certificate.certificateFile}`,
        `--key-file=${certificate.keyFile}`,
      ],
      ...(env === undefined ? {} : { env }),
      onLine: (line) => this.#read(line),
      onUnexpectedEnd,
    });
  }

  get port(): number {
    return this.#port;
  }

  /** Outcomes that are on the dialer's disk: they have the numbers before this one. */
  get recorded(): number {
    return this.#base + this.#committed;
  }

  /** Feeds an outcome wrongly, on purpose: in place of a lost one comes a copy of the one before it, a doubled one comes twice. */
  breakFeed(fault: FeedFault): void {
    const number = this.#next++;
    if (fault === 'loss') this.process.input?.write(this.#line(number - 1));
    else {
      this.process.input?.write(this.#line(number) + this.#line(number));
      this.#base--;
    }
    // Another one behind it tells the readers that nothing is to come any more.
    this.#feed(1);
  }

  async start(): Promise<void> {
    const line = await this.process.start();
    this.#port = Number(/:(\d+)$/.exec(line)?.[1]);
  }

  startLoad(): void {
    const began = performance.now();
    let due = 0;
    this.#ticking = setInterval(() => {
      const now = Math.floor(((performance.now() - began) / 1000) * this.#rate);
      this.#feed(now - due);
      due = now;
    }, tickMs);
  }

  /** Stops the load. Resolves when all that was fed is on disk. */
  async stopLoad(): Promise<void> {
    this.pauseLoad();
    while (this.recorded < this.#next) await new Promise((resolve) => setTimeout(resolve, tickMs));
  }

  pauseLoad(): void {
    clearInterval(this.#ticking);
  }

  /** Ends the process, finds out what of the feed is on its disk, and starts it again with what comes behind that. */
  async restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.pauseLoad();
    await this.process.end(signal);
    const newest = await newestNumber(this.journal);
    this.#base = newest === undefined ? this.recorded : newest + 1;
    this.#committed = 0;
    this.#next = this.#base;
    await this.start();
    this.startLoad();
  }

  #feed(count: number): void {
    const { input } = this.process;
    if (input === undefined || input.writableLength > mostWaitingBytes) return;
    let lines = '';
    for (let left = count; left > 0; left--) lines += this.#line(this.#next++);
    if (lines !== '') input.write(lines);
  }

  #line(number: number): string {
    const session = sessionOf(number, monotonicMicroseconds());
    return `OZ\\CNSales${number % 3}\\SI${session}\\RE${reasons[number % reasons.length] ?? ''}\\DTcall ${number}\n`;
  }

  #read(line: string): void {
    const [, committed] = /^committed (\d+)$/.exec(line) ?? [];
    if (committed !== undefined) this.#committed = Number(committed);
  }
}

/** Returns the number of the newest outcome in a journal that no process has open. Undefined when it is empty. */
async function newestNumber(directory: string): Promise<number | undefined> {
  const journal = await openSqliteJournal({ directory, readOnly: true });
  try {
    let newest: number | undefined;
    for await (const step of readBatches(journal, { from: Math.max(journal.first, journal.end - 1) })) {
      if (step.kind !== 'batch') continue;
      for (const { body, position, time } of recordsIn(step)) {
        const { sessionIdentifier = '' } = outcomeFromRecord(new TextDecoder().decode(body), {
          journal: journal.id,
          position,
          time,
        });
        newest = readSession(sessionIdentifier)?.number ?? newest;
      }
    }
    return newest;
  } finally {
    await journal.close();
  }
}
