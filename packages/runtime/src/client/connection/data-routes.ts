import type { Message } from '@sdmp/codec';
import { codeOf, type MessageDefinition, outcomeData, placeCode, separator } from '@sdmp/protocol';
import type { AcknowledgementLedger } from './acknowledgement-ledger.ts';
import type { FrameHead, FrameRun } from './frame-run.ts';

/** Takes the data of one subscription on one connection. */
export interface DataRoute {
  readonly transactionIdentifier: string;
  /** The message that brings them. */
  readonly data: MessageDefinition;
  readonly receive: (run: FrameRun, ledger: AcknowledgementLedger) => void;
}

const transactionCode = codeOf(outcomeData, 'transactionIdentifier');
const separatorUnit = separator.charCodeAt(0);
/** Length of `CG:MA:` ahead of the code. */
const routeLength = 6;

/** Told without decoding, for almost every frame bears data. */
function hasCode(frame: string, code: string): boolean {
  if (frame.startsWith(code)) {
    return frame.length === code.length || frame.charCodeAt(code.length) === separatorUnit;
  }
  const end = routeLength + code.length;
  return (
    frame.startsWith(`:${code}`, routeLength - 1) && (frame.length === end || frame.charCodeAt(end) === separatorUnit)
  );
}

function bearsTransaction({ parameters }: MessageDefinition): boolean {
  return parameters.some(({ code }) => code === transactionCode);
}

/** Whom the data that arrive on one connection belong to. */
export class DataRoutes {
  readonly #routes = new Map<string, DataRoute>();
  /** Codes of the messages that bear data here. An outcome counts even when nobody asked for it. */
  readonly #codes = new Set<string>([outcomeData.code]);
  #newest: DataRoute | undefined;
  /** How a frame begins that belongs to the newest. */
  #prefix = '';
  #head: FrameHead = { length: 0, transactionStart: 0, journal: undefined };
  #givesPlaces = false;

  /** Whose the newest data are. */
  get newest(): DataRoute | undefined {
    return this.#newest;
  }

  /** Whether data bear places, as those of our service do. */
  get givesPlaces(): boolean {
    return this.#givesPlaces;
  }

  /** Whether the service is one of ours, which never sends a frame that is no message. */
  get isOfOurs(): boolean {
    return this.#givesPlaces || this.#head.journal !== undefined;
  }

  /** The service says where places without a journal are. */
  nameJournal(journal: string): void {
    this.#head = { ...this.#head, journal };
  }

  add(route: DataRoute): void {
    this.#newest = undefined;
    this.#routes.set(route.transactionIdentifier, route);
    this.#codes.add(route.data.code);
  }

  isData(frame: string): boolean {
    for (const code of this.#codes) if (hasCode(frame, code)) return true;
    return false;
  }

  /** The frames of a run, from `from` on, that belong to the newest; undefined when the next one does not begin so. */
  ofNewest(run: FrameRun, from: number): FrameRun | undefined {
    if (this.#newest === undefined) return undefined;
    const { text, count } = run;
    const prefix = this.#prefix;
    let at = from;
    for (; at < count; at++) {
      const start = run.startOf(at);
      if (!text.startsWith(prefix, start)) break;
      const end = start + prefix.length;
      if (text.charCodeAt(end) !== separatorUnit && end !== run.endOf(at)) break;
    }
    return at === from ? undefined : run.part(from, at, this.#head);
  }

  /** A frame of the newest alone, whatever it begins with. */
  alone(run: FrameRun, at: number): FrameRun {
    return run.part(at, at + 1, { ...this.#head, length: 0 });
  }

  /** Finds whose a frame is, which is the newest from then on; false when nobody asked for it. */
  turnTo(message: Message): boolean {
    const route = this.#routeOf(message);
    if (route === undefined) return false;
    const { text } = message;
    this.#newest = route;
    const lead = text.slice(0, text.indexOf(separator)) + separator + transactionCode;
    this.#prefix = lead + (message.get(transactionCode) ?? '');
    this.#head = { ...this.#head, length: this.#prefix.length, transactionStart: lead.length };
    this.#givesPlaces ||= message.has(placeCode);
    return true;
  }

  /** Whose the outcomes of a run are. */
  ofRun(transaction: string): DataRoute | undefined {
    this.#givesPlaces = true;
    return this.#routes.get(transaction);
  }

  /** What outcomes in runs have in common. */
  get runHead(): FrameHead {
    return { ...this.#head, length: 0, transactionStart: 0 };
  }

  /** Data belong to their request by TX; some data messages are not known to bear one. */
  #routeOf(message: Message): DataRoute | undefined {
    const transaction = message.get(transactionCode);
    if (transaction !== undefined) return this.#routes.get(transaction);
    const routes = [...this.#routes.values()].filter(
      ({ data }) => data.code === message.code && !bearsTransaction(data),
    );
    return routes.length === 1 ? routes[0] : undefined;
  }
}
