import { decode, format, type WireEncoding } from '@sdmp/codec';
import { release } from '@sdmp/protocol';
import type { Terminal } from '@sdmp/terminal';
import type { LinkDirection, LinkWatcher } from '@sdmp/testkit';
import { FrameTap } from '../proxy/frame-tap.ts';
import { showFrame } from '../proxy/shown-frame.ts';
import { type CaptureEvent, eventLine, headLine } from './capture-line.ts';

export interface CaptureOptions {
  readonly encoding: WireEncoding;
  readonly target: string;
  /** Whether telephone numbers, data and unknown parameters are replaced. Passwords always are. */
  readonly mask: boolean;
}

/** Text that waits for a slow output, characters, at most; what passes beyond it is counted and not captured. */
const maxWaiting = 64 * 1024 * 1024;

/** Writes what passes on a link as lines of a capture. */
export class CaptureLines implements LinkWatcher {
  readonly #options: CaptureOptions;
  readonly #output: Terminal['output'];
  readonly #startedAt = performance.now();
  readonly #taps = new Map<number, Readonly<Record<LinkDirection, FrameTap>>>();
  #waiting = 0;
  /** Frames that were written. */
  frames = 0;
  /** Lines for which there was no room. */
  lost = 0;

  constructor(options: CaptureOptions, output: Terminal['output']) {
    this.#options = options;
    this.#output = output;
    const { encoding, target, mask: masked } = options;
    this.#put(headLine({ startedAt: new Date().toISOString(), encoding, target, masked }));
  }

  readonly opened = (connection: number): void => {
    this.#taps.set(connection, { target: this.#tap(connection, 'target'), client: this.#tap(connection, 'client') });
    this.#write({ connection, event: 'opened' });
  };

  readonly carried = (connection: number, to: LinkDirection, bytes: Uint8Array): void => {
    this.#taps.get(connection)?.[to].push(bytes);
  };

  readonly closed = (connection: number): void => {
    this.#taps.delete(connection);
    this.#write({ connection, event: 'closed' });
  };

  #tap(connection: number, to: LinkDirection): FrameTap {
    const { encoding, mask } = this.#options;
    return new FrameTap(encoding, {
      frame: (text) => {
        const frame = mayBeKept(text, to, mask);
        this.frames += 1;
        this.#write({ connection, to, ...(frame === undefined ? { omitted: text.length } : { frame }) });
      },
      oversized: (excerpt) => this.#write({ connection, to, omitted: excerpt.length }),
      run: (bytes) => {
        const kept = mask ? { omitted: bytes.length } : { bytes: Buffer.from(bytes).toString('base64') };
        this.#write({ connection, to, ...kept });
      },
    });
  }

  #write(event: Omit<CaptureEvent, 'ms'>): void {
    this.#put(eventLine({ ms: performance.now() - this.#startedAt, ...event }));
  }

  #put(line: string): void {
    if (this.#waiting > maxWaiting) {
      this.lost += 1;
      return;
    }
    this.#waiting += line.length;
    this.#output.write(line).then(
      () => {
        this.#waiting -= line.length;
      },
      () => undefined,
    );
  }
}

const catalogue = release();

/** Returns a frame as it may be written: exactly, where nothing in it is secret or to be masked; undefined: not at all. */
function mayBeKept(text: string, to: LinkDirection, mask: boolean): string | undefined {
  const direction = to === 'target' ? 'toDialer' : 'fromDialer';
  const shown = showFrame(text, direction, { release: catalogue, showPersonal: !mask });
  if (shown.code === null) return mask ? undefined : text;
  const { entries, service, interface: layer, code } = entriesOf(text);
  if (entries.every(([, value], index) => shown.params[index]?.[1] === value)) return text;
  return format({ service, interface: layer, code, fields: shown.params.flat() });
}

function entriesOf(text: string) {
  const message = decode(text);
  const { service, interface: layer, code } = message;
  return { entries: [...message.entries()], service, interface: layer, code };
}
