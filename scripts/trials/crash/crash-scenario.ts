import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../built-packages.ts';
import { journalNumbers } from './journal-numbers.ts';
import { type Faults, Ledger } from './delivery-audit.ts';
import { type Moment, moments } from './kill-points.ts';
import { numberedLine } from './numbered-line.ts';
import { Reader } from './trial-subscriber.ts';
import type { Seat } from './hosted-service.ts';

const mostLines = 300;
const noPort = ['--listen', '127.0.0.1:0', '--listen-unicode', 'off'];

/** When a round began, and the number of its first line. */
interface Round {
  readonly time: number;
  readonly first: number;
}

/** A round that has been prepared and waits for the others. */
export interface Prepared {
  /** Plays up to the moment at which the process may be killed. */
  readonly act: () => Promise<void>;
  /** To be called once the process is gone. */
  readonly account: () => void;
}

/** One journal and one reader, through as many kills as wanted; at the end everything is counted. */
export class Chapter {
  readonly #journal: string;
  readonly #reader: Reader;
  readonly #random: Random;
  readonly #ledger = new Ledger();
  readonly #rounds: Round[] = [];

  private constructor(journal: string, reader: Reader, random: Random) {
    this.#journal = journal;
    this.#reader = reader;
    this.#random = random;
  }

  static async begin(home: string, random: Random): Promise<Chapter> {
    await mkdir(home);
    return new Chapter(join(home, 'journal'), await Reader.start(), random);
  }

  /** One line goes through to the reader: at first it makes the token known, at last it comes behind everything else. */
  async serveInOrder(seat: Seat): Promise<void> {
    this.#start(seat);
    await seat.listening();
    this.#reader.attach(seat);
    this.#reader.restore();
    await this.#reader.subscribed(seat.signal);
    const number = this.#ledger.fed;
    this.#ledger.feed(1);
    seat.feed(numberedLine(number));
    await seat.untilCommitted(1);
    this.#ledger.commit(number, 1);
    await this.#reader.receivedNumber(number);
    await seat.stop();
  }

  /** Chooses when the service is to be killed, and brings it there but for the last step. */
  async prepare(seat: Seat): Promise<Prepared> {
    const random = this.#random;
    const first = this.#ledger.fed;
    this.#rounds.push({ time: Date.now(), first });
    const lines = Array.from({ length: 1 + random.below(mostLines) }, (_, index) => numberedLine(first + index));
    const moment = this.#chooseMoment();
    const stage = {
      seat,
      reader: this.#reader,
      random,
      lines,
      start: () => this.#start(seat),
      trim: () => this.#trim(seat),
      erase: () => this.#erase(seat),
      onFed: (count: number) => this.#ledger.feed(count),
    };
    await moment.prepare?.(stage);
    return {
      act: () => moment.act(stage),
      account: () => this.#ledger.commit(first, seat.committed),
    };
  }

  get committed(): number {
    return this.#ledger.committed;
  }

  async judge(): Promise<Faults> {
    this.#reader.throwIfFailed();
    return this.#ledger.judge(await journalNumbers(this.#journal), this.#reader.numbers);
  }

  /** Gives what the reader could not leave. */
  close(): Promise<readonly string[]> {
    return this.#reader.close();
  }

  #chooseMoment(): Moment {
    const moment = moments[this.#random.below(moments.length)];
    if (moment === undefined) throw new Error('there are no moments');
    return moment;
  }

  #start(seat: Seat): void {
    seat.run(['serve', '--data', this.#journal, '--feed', '-', ...noPort]);
  }

  /** Retention takes what was recorded before an earlier round. */
  #trim(seat: Seat): void {
    const { time, first } = this.#rounds.at(-1 - this.#random.below(Math.min(3, this.#rounds.length))) ?? {
      time: 0,
      first: 0,
    };
    this.#ledger.mayLackBelow(first);
    this.#reader.mayMiss();
    seat.run(['journal', 'prune', this.#journal, '--before', new Date(time).toISOString()]);
  }

  /** Erases whatever has a number of two digits in it anywhere. */
  #erase(seat: Seat): void {
    const digits = `${10 + this.#random.below(90)}`;
    this.#ledger.mayLack((number) => numberedLine(number).includes(digits));
    seat.run(['journal', 'erase', this.#journal, '--session', digits, '--anywhere', '--yes']);
  }
}
