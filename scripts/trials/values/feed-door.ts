import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isBad, type ValueCase } from './cases.ts';
import { bytesIn, type DoorEncoding } from './hostile-text.ts';
import { judgePrinted } from './printed.ts';
import { RunningProgram, runCommand } from './programs.ts';
import { RawSubscriber } from './raw-subscriber.ts';
import type { Verdict } from './verdict.ts';

export interface FeedDoorOptions {
  readonly encoding: DoorEncoding;
  readonly directory: string;
  readonly verdict: Verdict;
}

const casesAWrite = 500;

/** `sdmp serve` with a feed in one encoding, and two subscribers on its sockets. */
export class FeedDoor {
  readonly #options: FeedDoorOptions;
  readonly #service: RunningProgram;
  #subscribers: RawSubscriber[] = [];
  /** Where subscribers of UTF-16 connect. */
  unicodePort = 0;

  constructor(options: FeedDoorOptions) {
    this.#options = options;
    const { encoding, directory } = options;
    const listen = ['--listen', '127.0.0.1:0', '--listen-unicode', '127.0.0.1:0'];
    const feed = ['--feed', '-', '--feed-encoding', encoding];
    this.#service = new RunningProgram('sdmp', ['serve', '--data', directory, ...feed, ...listen]);
  }

  async open(): Promise<void> {
    const { verdict, encoding } = this.#options;
    const [, asciiPort] = await this.#service.printed(/listening ascii .*:(\d+)/);
    const [, unicodePort] = await this.#service.printed(/listening unicode .*:(\d+)/);
    this.unicodePort = Number(unicodePort);
    this.#subscribers = socketsOf(encoding).map(
      ({ way, encoding: own }) =>
        new RawSubscriber(own === 'utf-16le' ? this.unicodePort : Number(asciiPort), own, (frame) =>
          verdict.frame(way, frame, own),
        ),
    );
    for (const subscriber of this.#subscribers) await subscriber.subscribe();
  }

  /** Feeds cases and waits until they are committed and delivered. Returns lines for people. */
  async feed(cases: readonly ValueCase[]): Promise<readonly string[]> {
    const { encoding, verdict } = this.#options;
    const { stdin } = this.#service.child;
    const lineEnd = bytesIn('\n', encoding);
    for (let at = 0; at < cases.length; at += casesAWrite) {
      const lines = cases.slice(at, at + casesAWrite).flatMap(({ bytes }) => [bytes, lineEnd]);
      if (!stdin.write(Buffer.concat(lines))) await once(stdin, 'drain');
    }
    stdin.end();
    const good = cases.filter((each) => !isBad(each)).map(({ id }) => id);
    await this.#service.printed(new RegExp(`^committed ${good.length}$`, 'm'));
    for (const subscriber of this.#subscribers) await subscriber.received(good.length + 1);
    const bad = cases.length - good.length;
    if (bad > 0) {
      // The last words of the feed: standard error may be read later than what was committed.
      const [, skipped] = await this.#service.said(/^The feed has ended; (\d+) of its lines were skipped/m);
      verdict.compare(`feed ${encoding}`, 'all', 'skipped lines', Number(skipped), bad);
    }
    this.#checkRefusals(cases);
    return socketsOf(encoding).map(({ way }) => verdict.settle(way, good));
  }

  /** Ends the service; its journal is exported, imported elsewhere, and printed from there. */
  async finish(good: readonly string[]): Promise<readonly string[]> {
    const { directory, encoding, verdict } = this.#options;
    await this.stop();
    const archive = `${directory}.archive`;
    const imported = `${directory}-imported`;
    await writeFile(archive, await runCommand(['journal', 'export', directory, '--format', 'archive']));
    await runCommand(['journal', 'import', imported, archive]);
    const way = `export after import (${encoding})`;
    const text = (await runCommand(['journal', 'export', imported, '--format', 'json'])).toString();
    judgePrinted(verdict, way, 'json', text);
    return [verdict.settle(way, good)];
  }

  async stop(): Promise<void> {
    for (const subscriber of this.#subscribers) subscriber.close();
    await this.#service.stop();
  }

  /** Each bad line is named with its number and its parameter, and no other line is. */
  #checkRefusals(cases: readonly ValueCase[]): void {
    const { encoding, verdict } = this.#options;
    const said = new Map<number, string>();
    for (const [, line = '', text = ''] of this.#service.messages.matchAll(/feed line (\d+) is skipped: (.*)/g)) {
      said.set(Number(line), text);
    }
    for (const [index, each] of cases.entries()) {
      const text = said.get(index + 1);
      said.delete(index + 1);
      if (!isBad(each)) {
        if (text !== undefined) verdict.fault(`feed ${encoding}: ${each.id} was refused: ${text}`);
      } else if (text?.includes(each.parameter) !== true) {
        verdict.fault(`feed ${encoding}: ${each.id}: ${each.parameter} is not named: ${text ?? 'it was taken'}`);
      }
    }
    if (said.size > 0) verdict.fault(`feed ${encoding}: ${said.size} lines were refused that are not there`);
  }
}

/** The sockets of `sdmp serve`, by their encoding. */
function socketsOf(feed: DoorEncoding): readonly { readonly way: string; readonly encoding: DoorEncoding }[] {
  const own: readonly DoorEncoding[] = ['windows-1252', 'utf-16le'];
  return own.map((encoding) => ({ way: `serve ${feed} to ${encoding}`, encoding }));
}

/** Directory of a door's journal. */
export function directoryOf(root: string, encoding: DoorEncoding): string {
  return join(root, encoding);
}
