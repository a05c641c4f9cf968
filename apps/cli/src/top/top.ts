import { setTimeout as sleep } from 'node:timers/promises';
import type { ExitCode, Terminal } from '@sdmp/terminal';
import { FullScreen } from '../screen/full-screen.ts';
import { localClock } from '../screen/local-clock.ts';
import { FrameWriter, type Shown, type Sorting, sortings } from './frame.ts';
import { Scroll } from './scroll.ts';
import type { TopSource } from './view.ts';
import { Watch } from './watch.ts';

export interface TopOptions {
  /** What is looked at, as the user wrote it. */
  readonly target: string;
  readonly source: TopSource;
  /** Between two readings, milliseconds. */
  readonly intervalMs: number;
  /** Frames to print as text; undefined: a full screen until the user leaves. */
  readonly frames: number | undefined;
  readonly signal: AbortSignal;
}

/** Prints frames as text, one below the other. Exit code 1 when the last one could not be had. */
export async function printFrames(options: TopOptions, terminal: Terminal): Promise<ExitCode> {
  const { source, intervalMs, frames = 1, signal, target } = options;
  const writer = new FrameWriter(terminal);
  const watch = new Watch(source, intervalMs);
  for (let printed = 0; printed < frames && !signal.aborted; printed++) {
    if (printed > 0 && !(await passed(intervalMs, signal))) break;
    await watch.read(signal);
    const shown = shownOf(watch, 'state');
    if (shown === undefined) await terminal.output.write(`sdmp top  ${target}\n${watch.failure ?? 'no answer'}\n`);
    else {
      const { head, body } = writer.parts(shown);
      await terminal.output.writeStyled(`${[...head, ...body].join('\n')}\n${printed + 1 < frames ? '\n' : ''}`);
    }
  }
  return watch.failure === undefined ? 0 : 1;
}

const keysText = 'q quit   p pause   s sort   up/down scroll   h help';
const helpLines = [
  '',
  'Keys',
  '  q, Ctrl-C        leave',
  '  p, space         pause: nothing is read until it is pressed again',
  '  s                sort by state, name, rate or backlog',
  '  up, down, k, j   scroll by a line',
  '  PgUp, PgDn       scroll by a screen; Home and End: to the ends',
  '  h, ?             this help, and back',
  '',
  'A row that begins with ? is stale: what it says was so when it was last heard.',
];
/** The screen is drawn anew at least this often, so that old data looks old, milliseconds. */
const redrawMs = 1000;

/** Shows a full screen until the user leaves or the signal is aborted. */
export async function runScreen(options: TopOptions, terminal: Terminal): Promise<void> {
  const { source, intervalMs, signal, target } = options;
  const writer = new FrameWriter(terminal);
  const watch = new Watch(source, intervalMs);
  const scroll = new Scroll();
  const leaving = new AbortController();
  let sorting: Sorting = 'state';
  let isPaused = false;
  let isHelping = false;
  let resumed = Promise.withResolvers<void>();

  const draw = (): void => {
    const shown = shownOf(watch, sorting, isPaused);
    const waiting = [writer.styled('bold', `sdmp top  ${target}`), watch.failure ?? 'connecting'];
    const { head, body } = shown === undefined ? { head: waiting, body: [] } : writer.parts(shown);
    const content = isHelping ? helpLines : body;
    const room = Math.max(0, terminal.rows - head.length - 1);
    const visible = scroll.window(content, room);
    const filling = Array.from({ length: room - visible.length }, () => '');
    const position = scroll.describe(content.length, room);
    const words = [isPaused ? 'PAUSED' : '', `by ${sorting}`, position, keysText].filter((word) => word !== '');
    screen.draw([...head, ...visible, ...filling].slice(0, terminal.rows - 1).concat(writer.footer(words.join('   '))));
  };
  const actions: Readonly<Record<string, () => void>> = {
    quit: () => leaving.abort(),
    pause: () => {
      isPaused = !isPaused;
      if (!isPaused) resumed.resolve();
    },
    sort: () => {
      sorting = sortings[(sortings.indexOf(sorting) + 1) % sortings.length] ?? 'state';
    },
    help: () => {
      isHelping = !isHelping;
      scroll.toStart();
    },
    redraw: () => screen.forget(),
  };
  const screen = new FullScreen(terminal, {
    key: (key) => {
      actions[keyActions[key] ?? '']?.();
      scroll.press(key);
      draw();
    },
    resized: () => draw(),
  });
  const leave = AbortSignal.any([signal, leaving.signal, terminal.output.gone]);
  const redrawing = setInterval(draw, redrawMs);
  try {
    draw();
    while (!leave.aborted) {
      if (isPaused) {
        resumed = Promise.withResolvers();
        await Promise.race([resumed.promise, aborted(leave)]);
        continue;
      }
      await watch.read(leave);
      if (!isPaused) draw();
      await passed(intervalMs, leave);
    }
  } catch (error) {
    if (!leave.aborted) throw error;
  } finally {
    clearInterval(redrawing);
    screen.close();
  }
}

const keyActions: Readonly<Record<string, string>> = {
  q: 'quit',
  'ctrl c': 'quit',
  'ctrl d': 'quit',
  p: 'pause',
  ' ': 'pause',
  s: 'sort',
  h: 'help',
  '?': 'help',
  'ctrl l': 'redraw',
};

const clock = localClock();

function shownOf(watch: Watch, sorting: Sorting, isPaused = false): Shown | undefined {
  const { view, readAt } = watch;
  if (view === undefined) return undefined;
  const stale = isPaused ? 'paused' : watch.staleness();
  return { view, stale, time: clock.at(readAt).time, sorting };
}

/** Resolves to whether the time passed before the signal was aborted. */
async function passed(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal }).catch(() => false);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
