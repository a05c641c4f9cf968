import type { Message } from '@sdmp/codec';
import type { Place } from '@sdmp/protocol';
import type { OutcomeKey } from './outcome-id.ts';
import type { SuccessRule } from './outcome-class.ts';
import { wireNumber } from './wire-number.ts';

/** What is known of an outcome beside its message. A place in the message goes before `id` and `time`. */
export interface OutcomeOrigin {
  /** Stable id, where the outcome has a place in a journal. */
  readonly id?: string | undefined;
  /** Journal of places that do not name theirs: the service named it for all outcomes of the connection. */
  readonly journal?: string | undefined;
  /** When it was recorded, or where that is unknown received, Unix milliseconds. */
  readonly time: number;
  /** Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess?: SuccessRule | undefined;
}

/** OZ that were received together. Outcomes read their values here when they are asked for, so that none needs a message of its own. */
export interface OutcomeSource extends OutcomeOrigin {
  readonly messageAt: (at: number) => Message;
  /** The place, where it is known without reading the message. */
  readonly placeAt?: (at: number) => Place | undefined;
  /** The frame without its terminator. */
  readonly frameAt: (at: number) => string;
  /** The first value of a parameter; undefined when it is not there. */
  readonly valueAt: (at: number, key: OutcomeKey) => string | undefined;
  /** The same as a whole number; undefined when it is none. */
  readonly numberAt: (at: number, key: OutcomeKey) => number | undefined;
}

/** A message alone. */
export class MessageSource implements OutcomeSource {
  readonly id: string | undefined;
  readonly journal: string | undefined;
  readonly time: number;
  readonly isSuccess: SuccessRule | undefined;
  readonly #message: Message;

  constructor(message: Message, { id, journal, time, isSuccess }: OutcomeOrigin) {
    this.id = id;
    this.journal = journal;
    this.time = time;
    this.isSuccess = isSuccess;
    this.#message = message;
  }

  messageAt(): Message {
    return this.#message;
  }

  frameAt(): string {
    return this.#message.text;
  }

  valueAt(_: number, { code }: OutcomeKey): string | undefined {
    return this.#message.get(code);
  }

  numberAt(_: number, { code }: OutcomeKey): number | undefined {
    return wireNumber(this.#message.get(code));
  }
}
