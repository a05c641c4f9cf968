import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { binary } from './start-process.ts';
import { Transcript } from './transcript.ts';

const execute = promisify(execFile);

/** Whether tests on a real terminal can run; without tmux they say so and are skipped, and `CI=true` makes that fail. */
export const hasTmux = spawnSync('which', ['tmux'], { stdio: 'ignore' }).status === 0;

export const tmuxIsMissing =
  'tmux is missing (Debian and Ubuntu: apt-get install tmux): NOT TESTED what people see on a terminal';

export interface PaneOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A terminal of a test's own, on which a shell command runs. */
export class Pane {
  readonly #server: string;
  readonly #control: ChildProcess;
  readonly #changes = new Transcript();

  private constructor(server: string) {
    this.#server = server;
    this.#control = spawn('tmux', ['-L', server, '-C', 'attach', '-f', 'ignore-size'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    // tmux tells its client of all that a program writes, and of new sizes.
    this.#control.stdout?.setEncoding('utf8').on('data', (piece: string) => this.#changes.add(piece));
    this.#control.once('close', () => this.#changes.end());
  }

  /** Starts `sdmp` with these words below a shell, which afterwards writes `ended CODE`. */
  static async start(words: readonly string[], options: PaneOptions = {}): Promise<Pane> {
    const { columns = 100, rows = 24, environment = {} } = options;
    const server = `sdmp-${randomUUID()}`;
    const command = [process.execPath, binary, ...words].map(quoted).join(' ');
    const size = ['-x', String(columns), '-y', String(rows)];
    const variables = Object.entries({ LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...environment });
    const settings = [';', 'set', '-g', 'window-size', 'manual', ';', 'set', '-g', 'status', 'off'];
    const names = variables.flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    await execute('tmux', ['-L', server, '-f', '/dev/null', 'new-session', '-d', ...size, ...names, 'sh', ...settings]);
    const pane = new Pane(server);
    onTestFinished(() => pane.#end());
    await pane.until(/\$|#/);
    await pane.type(`stty -echo; clear; echo before; ${command}; echo "ended $?"`);
    await pane.press('Enter');
    return pane;
  }

  /** Returns what stands on the terminal now. */
  async screen(): Promise<string> {
    return (await this.#tmux('capture-pane', '-p', '-t', '0')).trimEnd();
  }

  /** The same with colours, as escape sequences. */
  async colouredScreen(): Promise<string> {
    return (await this.#tmux('capture-pane', '-p', '-e', '-t', '0')).trimEnd();
  }

  /** Resolves with what stands on the terminal once it matches. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const seen = this.#changes.text.length;
      const screen = await this.screen();
      if (pattern.test(screen)) return screen;
      await this.#changes
        .until(({ length }) => (length > seen ? true : null))
        .catch((cause: unknown) => {
          throw new Error(`the terminal never showed ${String(pattern)}, but:\n${screen}`, { cause });
        });
    }
  }

  /** Types text as it is. */
  async type(text: string): Promise<void> {
    await this.#tmux('send-keys', '-t', '0', '-l', text);
  }

  /** Presses keys, by tmux's names. */
  async press(...keys: readonly string[]): Promise<void> {
    await this.#tmux('send-keys', '-t', '0', ...keys);
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.#tmux('resize-window', '-t', '0', '-x', String(columns), '-y', String(rows));
  }

  /** Returns one of tmux's variables, such as `alternate_on`. */
  async variable(name: string): Promise<string> {
    return (await this.#tmux('display-message', '-p', '-t', '0', `#{${name}}`)).trim();
  }

  /** Sends a signal to `sdmp`. */
  async signal(signal: NodeJS.Signals): Promise<void> {
    const tty = (await this.variable('pane_tty')).replace('/dev/', '');
    const { stdout } = await execute('ps', ['-t', tty, '-o', 'pid=,args=']);
    const own = stdout.split('\n').filter((line) => line.includes(binary) && !line.includes(' sh '));
    for (const line of own) process.kill(Number.parseInt(line.trim(), 10), signal);
  }

  async #tmux(...words: readonly string[]): Promise<string> {
    return (await execute('tmux', ['-L', this.#server, ...words])).stdout;
  }

  async #end(): Promise<void> {
    const isClosed = this.#control.exitCode === null ? once(this.#control, 'close') : undefined;
    const socket = await this.variable('socket_path');
    spawnSync('tmux', ['-L', this.#server, 'kill-server'], { stdio: 'ignore' });
    await isClosed;
    rmSync(socket, { force: true });
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
