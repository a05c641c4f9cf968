import type { Message } from '@sdmp/codec';
import type { OutcomeKey, OutcomeSource, SuccessRule } from '@sdmp/outcomes';
import { type Place, wholeNumber } from '@sdmp/protocol';
import type { FrameRun } from '../connection/frame-run.ts';
import { ReceivedMessage } from '../connection/received-message.ts';
import { segmentCursor } from '../connection/segment-cursor.ts';

/** The outcomes of a run: one source for all of them, for making and collecting a message for each takes as long as reading it. */
export class ReceivedOutcomes implements OutcomeSource {
  /** Only a place in the message gives an id. */
  readonly id = undefined;
  readonly time: number;
  readonly isSuccess: SuccessRule | undefined;
  readonly journal: string | undefined;
  readonly #run: FrameRun;
  /** The newest message that was asked for; -1 before. */
  #messageAt = -1;
  #message: Message | undefined;

  constructor(run: FrameRun, receivedAt: number, isSuccess: SuccessRule | undefined) {
    this.time = receivedAt;
    this.isSuccess = isSuccess;
    this.journal = run.head.journal;
    this.#run = run;
  }

  messageAt(at: number): Message {
    if (this.#message === undefined || this.#messageAt !== at) {
      this.#message = new ReceivedMessage(this.#run, at);
      this.#messageAt = at;
    }
    return this.#message;
  }

  placeAt(at: number): Place | undefined {
    return this.#run.placeOf(at);
  }

  frameAt(at: number): string {
    return this.#run.frame(at);
  }

  valueAt(at: number, { code, pair }: OutcomeKey): string | undefined {
    const run = this.#run;
    const found = segmentCursor.find(run, at, pair);
    if (found === 'found') return run.text.slice(segmentCursor.start, segmentCursor.end);
    return found === 'absent' ? undefined : this.messageAt(at).get(code);
  }

  numberAt(at: number, { code, pair }: OutcomeKey): number | undefined {
    const found = segmentCursor.find(this.#run, at, pair);
    if (found === 'absent') return undefined;
    const number =
      found === 'found'
        ? wholeNumber(this.#run.text, segmentCursor.start, segmentCursor.end)
        : wholeNumber(this.messageAt(at).get(code) ?? '');
    return Number.isNaN(number) ? undefined : number;
  }
}
