import { countOf } from '@sdmp/events';
import { type Direction, release } from '@sdmp/protocol';
import { format } from '@sdmp/codec';
import { visibleLine } from '@sdmp/terminal';
import { showFrame } from '../proxy/shown-frame.ts';

/** A frame that was sent or received while a requirement was checked. */
export interface Exchanged {
  /** Since the check began, milliseconds. */
  readonly atMs: number;
  /** Connection of the check, from 1. */
  readonly connection: number;
  readonly sent: boolean;
  /** The frame with passwords, telephone numbers and data hidden; or, for what is no frame, what happened in words. */
  readonly frame: string;
}

/** Longest value that is shown, characters. */
const shownValue = 60;
/** Frames of one check that are kept; the rest is counted. */
const keptFrames = 200;

/** What was sent and received while one requirement was checked, as it may be shown. */
export class Transcript {
  readonly #direction: Direction;
  readonly #startedAt = performance.now();
  readonly #frames: Exchanged[] = [];
  #dropped = 0;

  /** `direction` is that of the frames which are sent. */
  constructor(direction: Direction) {
    this.#direction = direction;
  }

  get frames(): readonly Exchanged[] {
    if (this.#dropped === 0) return this.#frames;
    return [
      ...this.#frames,
      this.#entry(0, false, `(${countOf(this.#dropped, 'more frame is', 'more frames are')} not shown)`),
    ];
  }

  sent(connection: number, frame: string): void {
    this.#add(connection, true, masked(frame, this.#direction));
  }

  received(connection: number, frame: string): void {
    this.#add(connection, false, masked(frame, this.#direction === 'toDialer' ? 'fromDialer' : 'toDialer'));
  }

  /** Adds what is no frame. */
  note(connection: number, sent: boolean, words: string): void {
    this.#add(connection, sent, `(${words})`);
  }

  #add(connection: number, sent: boolean, frame: string): void {
    if (this.#frames.length < keptFrames) this.#frames.push(this.#entry(connection, sent, frame));
    else this.#dropped += 1;
  }

  #entry(connection: number, sent: boolean, frame: string): Exchanged {
    return { atMs: Math.round(performance.now() - this.#startedAt), connection, sent, frame };
  }
}

function masked(frame: string, direction: Direction): string {
  const shown = showFrame(frame, direction, { release: release(), showPersonal: false });
  const { code, service, interface: layer } = shown;
  if (code === null) return `(no message: ${frame.length} characters)`;
  return visibleLine(format({ service, interface: layer, code, fields: shown.params.flat().map(shortened) }));
}

function shortened(value: string): string {
  return value.length <= shownValue ? value : `${value.slice(0, shownValue)}…(${value.length} characters)`;
}
