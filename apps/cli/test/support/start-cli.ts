import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const binary = fileURLToPath(new URL('../../bin/sdmp.js', import.meta.url));

export interface CliProcess {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  readonly printed: () => string;
  readonly said: () => string;
  /** Resolves with the first match of what was printed, or is printed later; rejects when the process ends without. */
  readonly untilPrinted: (pattern: RegExp) => Promise<RegExpMatchArray>;
  readonly untilSaid: (pattern: RegExp) => Promise<RegExpMatchArray>;
  /** Resolves when this number of lines of the feed is committed. */
  readonly untilCommitted: (count: number) => Promise<number>;
  /** Writes to its standard input. */
  readonly feed: (text: string) => void;
  readonly endFeed: () => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Exit code, once it has ended and everything printed has been read; null after a signal. */
  readonly ended: Promise<number | null>;
}

class Transcript {
  text = '';
  readonly #watchers = new Set<() => void>();
  #isOver = false;

  add(piece: string): void {
    this.text += piece;
    for (const watcher of this.#watchers) watcher();
  }

  end(): void {
    this.#isOver = true;
    for (const watcher of this.#watchers) watcher();
  }

  until<Found>(find: (text: string) => Found | null): Promise<Found> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find(this.text);
        if (found === null && !this.#isOver) return;
        this.#watchers.delete(look);
        if (found === null) reject(new Error(`ended without ${String(find)}; it wrote: ${this.text}`));
        else resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }
}

/** The newest count that `serve` printed. */
export function lastCommitted(printed: string): number {
  const from = printed.lastIndexOf('\n', printed.lastIndexOf('committed '));
  const match = /^\n?committed (\d+)\n/.exec(printed.slice(Math.max(from, 0)));
  return Number(match?.[1] ?? 0);
}

export interface CliOptions {
  /** The program to start it with. */
  readonly node?: string;
  /** Whose rights it has: number of a user and a group. Default: those of this process. */
  readonly user?: number | undefined;
}

/** Starts `sdmp` as a process of its own. */
export function startCli(words: readonly string[], { node = process.execPath, user }: CliOptions = {}): CliProcess {
  const rights = user === undefined ? {} : { uid: user, gid: user };
  const child = spawn(node, [binary, ...words], { stdio: ['pipe', 'pipe', 'pipe'], ...rights });
  const output = new Transcript();
  const messages = new Transcript();
  child.stdout.setEncoding('utf8').on('data', (piece: string) => output.add(piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => messages.add(piece));
  // A process that was killed takes no more input.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(() => {
    output.end();
    messages.end();
    return child.exitCode;
  });
  return {
    child,
    printed: () => output.text,
    said: () => messages.text,
    untilPrinted: (pattern) => output.until((text) => text.match(pattern)),
    untilSaid: (pattern) => messages.until((text) => text.match(pattern)),
    untilCommitted: (count) =>
      output.until((text) => {
        const committed = lastCommitted(text);
        return committed < count ? null : committed;
      }),
    feed: (text) => void child.stdin.write(text),
    endFeed: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** Runs `sdmp` to its end. */
export async function runCli(words: readonly string[], input = '', options: CliOptions = {}) {
  const cli = startCli(words, options);
  cli.feed(input);
  cli.endFeed();
  const exitCode = await cli.ended;
  return { exitCode, printed: cli.printed(), said: cli.said() };
}

/** A Node on the path that is too old to run the program itself; undefined where there is none. */
export function findOldNode(): string | undefined {
  const { stdout } = spawnSync('which', ['-a', 'node'], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').find((candidate) => {
    if (candidate === '') return false;
    const version = spawnSync(candidate, ['--version'], { encoding: 'utf8' }).stdout ?? '';
    const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
    return major >= 18 && (major < 22 || (major === 22 && minor < 13));
  });
}
