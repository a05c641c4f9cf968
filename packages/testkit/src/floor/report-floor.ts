import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { decode, encodeFrame, Framer, type WireEncoding } from '@sdmp/codec';
import { codeOf, errorReport, messageVerify, verifyStatus } from '@sdmp/protocol';
import type { FloorEvent, FloorOutcome, FloorReport } from './floor-event.ts';
import type { FloorOptions } from './floor-options.ts';
import { floorReportFrame } from './report-frame.ts';
import { simulateFloor } from './simulate-floor.ts';

/** The floor that is simulated, the socket it reports over, and the pace. */
export interface ReportFloorOptions extends FloorOptions {
  /** An open socket of a service that takes reports, authenticated where that is asked for. The caller closes it. */
  readonly socket: Socket;
  /** Default `windows-1252`. */
  readonly encoding?: WireEncoding;
  /** Time of the floor that passes in the same time here: 1 is a shift as long as it is, Infinity as fast as the service takes it. Default 1. */
  readonly speed?: number;
  /** Reports under way that are neither verified nor rejected, at most; further ones wait. Default 1000. */
  readonly maxUnverified?: number;
  /** Ends the shift early; calls under way stay open at the service. */
  readonly signal?: AbortSignal;
  /** Gets each event as it is sent, and each outcome right before the report that ends its call. */
  readonly onEvent?: (event: FloorEvent) => void;
}

/** What a floor has reported so far, and what the service said. */
export interface FloorTotals {
  /** Reports sent. */
  reports: number;
  /** Reports of which the service said that they are on disk (MV). */
  verified: number;
  /** Reports that it rejected (ER). */
  rejected: number;
  /** The first of these answers, as on the wire. */
  firstRejection: string | undefined;
  /** Calls that have ended: the outcomes that are to come of the reports. */
  outcomes: number;
  /** Time of the shift, milliseconds since its begin. */
  at: number;
}

const defaultMaxUnverified = 1000;
/** How long answers may take once everything is sent, or nothing further may be, milliseconds. */
const answerMs = 30_000;
const verifyToken = codeOf(verifyStatus, 'token');

/**
 * Simulates a floor and reports its calls over SDMP, as a telephony layer and agents' applications do. Resolves when each report is answered, and
 * with the first one rejected where that was the first of all. Rejects when the socket closes before, or answers do not come within 30 s.
 */
export async function reportFloor(options: ReportFloorOptions): Promise<FloorTotals> {
  const { speed = 1, signal, onEvent } = options;
  const sending = new Sending(options);
  const { totals } = sending;
  const start = performance.now();
  for (const { report, outcome } of reportsWithOutcomes(simulateFloor(options))) {
    const waitMs = start + report.at / speed - performance.now();
    if (waitMs > 1) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal?.aborted === true) break;
    totals.at = report.at;
    if (outcome !== undefined) {
      // It is known before the service can have made it.
      totals.outcomes++;
      onEvent?.(outcome);
    }
    onEvent?.(report);
    await sending.send(report);
    // The first goes alone: a service that takes no reports says so at once.
    if (totals.reports === 1) await sending.answered();
    if (totals.rejected > 0 && totals.verified === 0) break;
  }
  await sending.answered();
  return totals;
}

interface ReportWithOutcome {
  readonly report: FloorReport;
  /** What the call came to, where the report ends it. */
  readonly outcome: FloorOutcome | undefined;
}

function* reportsWithOutcomes(events: Iterable<FloorEvent>): Generator<ReportWithOutcome, void, undefined> {
  let report: FloorReport | undefined;
  for (const event of events) {
    if (report !== undefined) yield { report, outcome: event.kind === 'outcome' ? event : undefined };
    report = event.kind === 'report' ? event : undefined;
  }
  if (report !== undefined) yield { report, outcome: undefined };
}

/** Sends reports, a limited number of them ahead of the answers. */
class Sending {
  readonly totals: FloorTotals = {
    reports: 0,
    verified: 0,
    rejected: 0,
    firstRejection: undefined,
    outcomes: 0,
    at: 0,
  };
  readonly #socket: Socket;
  readonly #encoding: WireEncoding;
  readonly #maxUnverified: number;
  #isClosed = false;
  #wake: () => void = () => undefined;

  constructor({ socket, encoding = 'windows-1252', maxUnverified = defaultMaxUnverified }: ReportFloorOptions) {
    this.#socket = socket;
    this.#encoding = encoding;
    this.#maxUnverified = maxUnverified;
    const framer = new Framer({ frame: (text) => this.#answer(text), oversized: () => undefined }, { encoding });
    socket.on('data', (bytes) => framer.push(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  get #unanswered(): number {
    return this.totals.reports - this.totals.verified - this.totals.rejected;
  }

  async send(report: FloorReport): Promise<void> {
    await this.#until(() => this.#unanswered < this.#maxUnverified);
    const frame = floorReportFrame(report, `floor${this.totals.reports++}`);
    this.#socket.write(encodeFrame(frame, { encoding: this.#encoding }));
  }

  /** Resolves when every report is answered. */
  answered(): Promise<void> {
    return this.#until(() => this.#unanswered === 0);
  }

  #answer(text: string): void {
    const message = decode(text);
    if (message.code === errorReport.code) {
      this.totals.rejected++;
      this.totals.firstRejection ??= text;
    } else if (message.code === messageVerify.code && message.get(verifyToken)?.startsWith('floor') === true) {
      this.totals.verified++;
    }
    this.#wake();
  }

  async #until(isMet: () => boolean): Promise<void> {
    if (isMet()) return;
    const limit = AbortSignal.timeout(answerMs);
    const wakeUp = (): void => this.#wake();
    limit.addEventListener('abort', wakeUp, { once: true });
    while (!isMet()) {
      const state = `${this.totals.verified} of ${this.totals.reports} reports are verified`;
      if (this.#isClosed) throw new Error(`the service closed the connection: ${state}`);
      if (limit.aborted) throw new Error(`the service did not answer within ${answerMs / 1000} s: ${state}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    limit.removeEventListener('abort', wakeUp);
  }
}
