import { countOf } from '@sdmp/events';
import type { WireEncoding } from '@sdmp/codec';
import { release } from '@sdmp/protocol';
import { type Terminal, visibleLine } from '@sdmp/terminal';
import type { LinkDirection, LinkWatcher } from '@sdmp/testkit';
import { FrameTap } from './frame-tap.ts';
import { type ShownFrame, showFrame } from './shown-frame.ts';

export const frameFormats = ['pretty', 'json'] as const;

export type FrameFormat = (typeof frameFormats)[number];

export interface FrameLineOptions {
  readonly encoding: WireEncoding;
  readonly format: FrameFormat;
  readonly showPersonal: boolean;
}

/** Text that waits for a slow output, characters, at most; frames beyond it are counted and not shown. */
const maxWaiting = 1024 * 1024;

const arrows: Readonly<Record<LinkDirection, string>> = { target: '->', client: '<-' };

/** What a line tells besides the time. */
interface Event extends Partial<ShownFrame> {
  readonly connection: number;
  readonly event: 'frame' | 'opened' | 'closed' | 'discarded' | 'unfinished' | 'oversized';
  readonly to?: LinkDirection;
  readonly bytes?: number;
}

/** Writes a line for each frame that passes, and for each connection that opens or closes. */
export class FrameLines implements LinkWatcher {
  readonly #options: FrameLineOptions;
  readonly #output: Terminal['output'];
  readonly #startedAt = performance.now();
  readonly #taps = new Map<number, Readonly<Record<LinkDirection, FrameTap>>>();
  #waiting = 0;
  #notShown = 0;

  constructor(options: FrameLineOptions, output: Terminal['output']) {
    this.#options = options;
    this.#output = output;
  }

  readonly opened = (connection: number): void => {
    this.#taps.set(connection, { target: this.#tap(connection, 'target'), client: this.#tap(connection, 'client') });
    this.#write({ connection, event: 'opened' });
  };

  readonly carried = (connection: number, to: LinkDirection, bytes: Uint8Array, hasVanished: boolean): void => {
    if (hasVanished) this.#write({ connection, event: 'discarded', to, bytes: bytes.length });
    else this.#taps.get(connection)?.[to].push(bytes);
  };

  readonly closed = (connection: number): void => {
    const taps = this.#taps.get(connection);
    this.#taps.delete(connection);
    for (const to of ['target', 'client'] as const) {
      const bytes = taps?.[to].unfinishedBytes ?? 0;
      if (bytes > 0) this.#write({ connection, event: 'unfinished', to, bytes });
    }
    this.#write({ connection, event: 'closed' });
  };

  #tap(connection: number, to: LinkDirection): FrameTap {
    const { encoding, showPersonal } = this.#options;
    const direction = to === 'target' ? 'toDialer' : 'fromDialer';
    const options = { release: release(), showPersonal };
    return new FrameTap(encoding, {
      frame: (text) => this.#write({ connection, event: 'frame', to, ...showFrame(text, direction, options) }),
      oversized: () => this.#write({ connection, event: 'oversized', to }),
    });
  }

  #write(event: Event): void {
    if (this.#waiting > maxWaiting) {
      this.#notShown++;
      return;
    }
    const note = this.#notShown > 0 ? this.#line({ notShown: this.#notShown }, notShownText(this.#notShown)) : '';
    this.#notShown = 0;
    const text = note + this.#line(event, prettyText(event));
    this.#waiting += text.length;
    this.#output.write(text).then(
      () => {
        this.#waiting -= text.length;
      },
      () => undefined,
    );
  }

  #line(event: object, words: string): string {
    if (this.#options.format === 'json') return `${JSON.stringify({ time: new Date().toISOString(), ...event })}\n`;
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(3);
    return `${seconds.padStart(9)} ${visibleLine(words)}\n`;
  }
}

function notShownText(count: number): string {
  return `${countOf(count, 'line is', 'lines are')} not shown: the output is slow`;
}

function prettyText({
  connection,
  event,
  to,
  bytes,
  code,
  name,
  service,
  interface: layer,
  params,
  problems,
}: Event): string {
  const head = `#${connection} ${to === undefined ? '  ' : arrows[to]}`;
  if (event === 'oversized') return `${head} a frame above 1 MiB`;
  if (event !== 'frame') return `${head} ${bytes === undefined ? '' : `${countOf(bytes, 'byte')} `}${event}`;
  const route = service === null || service === undefined ? '' : `${service}:${layer ?? ''}:`;
  const fields = (params ?? []).map(([field, value]) => (value === '' ? ` ${field}` : ` ${field}=${value}`)).join('');
  const trouble = (problems ?? []).length > 0 ? `  [${(problems ?? []).join('; ')}]` : '';
  return `${head} ${route}${code ?? '?'} ${name ?? 'unknown'}${fields}${trouble}`;
}
