import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../built-packages.ts';
import { DeliveryAudit, type Faults } from './delivery-audit.ts';
import type { HostedService } from './hosted-service.ts';
import { journalNumbers } from './journal-numbers.ts';
import { type KillPoint, killPoints } from './kill-points.ts';
import { numberedLine } from './numbered-line.ts';
import { TrialSubscriber } from './trial-subscriber.ts';

const maxLinesPerRound = 300;
const freePorts = ['--listen', '127.0.0.1:0', '--listen-unicode', 'off'];

/** Start time of a round and the number of its first line. */
interface Round {
  readonly time: number;
  readonly first: number;
}

export interface PreparedRound {
  /** Runs up to the point at which the process is to be killed. */
  readonly runToKillPoint: () => Promise<void>;
  /** To be called once the process has exited. */
  readonly recordCommitted: () => void;
}

/** One journal and one subscriber, kept through any number of kills and audited at the end. */
export class CrashScenario {
  readonly #journal: string;
  readonly #subscriber: TrialSubscriber;
  readonly #random: Random;
  readonly #audit = new DeliveryAudit();
  readonly #rounds: Round[] = [];

  private constructor(journal: string, subscriber: TrialSubscriber, random: Random) {
    this.#journal = journal;
    this.#subscriber = subscriber;
    this.#random = random;
  }

  static async start(home: string, random: Random): Promise<CrashScenario> {
    await mkdir(home);
    return new CrashScenario(join(home, 'journal'), await TrialSubscriber.start(), random);
  }

  /** Delivers one line: the first time to make the persist token known, the last time as the end of the delivery. */
  async deliverOne(service: HostedService): Promise<void> {
    this.#serve(service);
    await service.listening();
    this.#subscriber.attach(service);
    this.#subscriber.restore();
    await this.#subscriber.subscribed(service.signal);
    const number = this.#audit.fed;
    this.#audit.feed(1);
    service.feed(numberedLine(number));
    await service.untilCommitted(1);
    this.#audit.commit(number, 1);
    await this.#subscriber.receivedNumber(number);
    await service.stop();
  }

  /** Chooses a kill point and prepares the service for it. */
  async prepare(service: HostedService): Promise<PreparedRound> {
    const random = this.#random;
    const first = this.#audit.fed;
    this.#rounds.push({ time: Date.now(), first });
    const lineCount = 1 + random.below(maxLinesPerRound);
    const lines = Array.from({ length: lineCount }, (_, index) => numberedLine(first + index));
    const killPoint = this.#chooseKillPoint();
    const context = {
      service,
      subscriber: this.#subscriber,
      random,
      lines,
      serve: () => this.#serve(service),
      prune: () => this.#prune(service),
      erase: () => this.#erase(service),
      onFeed: (count: number) => this.#audit.feed(count),
    };
    await killPoint.prepare?.(context);
    return {
      runToKillPoint: () => killPoint.run(context),
      recordCommitted: () => this.#audit.commit(first, service.committed),
    };
  }

  get committed(): number {
    return this.#audit.committed;
  }

  async findFaults(): Promise<Faults> {
    this.#subscriber.throwIfFailed();
    return this.#audit.findFaults(await journalNumbers(this.#journal), this.#subscriber.numbers);
  }

  /** Closes the subscriber. Returns the names of the parts that did not close in time. */
  close(): Promise<readonly string[]> {
    return this.#subscriber.close();
  }

  #chooseKillPoint(): KillPoint {
    const killPoint = killPoints[this.#random.below(killPoints.length)];
    if (killPoint === undefined) throw new Error('the list of kill points is empty');
    return killPoint;
  }

  #serve(service: HostedService): void {
    service.run(['serve', '--data', this.#journal, '--feed', '-', ...freePorts]);
  }

  /** Prunes what was recorded before one of the latest rounds. */
  #prune(service: HostedService): void {
    const { time, first } = this.#rounds.at(-1 - this.#random.below(Math.min(3, this.#rounds.length))) ?? {
      time: 0,
      first: 0,
    };
    this.#audit.allowPrunedBelow(first);
    this.#subscriber.allowGap();
    service.run(['journal', 'prune', this.#journal, '--before', new Date(time).toISOString()]);
  }

  /** Erases every outcome that contains a random number of two digits. */
  #erase(service: HostedService): void {
    const digits = `${10 + this.#random.below(90)}`;
    this.#audit.allowErased((number) => numberedLine(number).includes(digits));
    service.run(['journal', 'erase', this.#journal, '--session', digits, '--anywhere', '--yes']);
  }
}
