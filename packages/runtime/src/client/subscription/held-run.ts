import { placePositionAt } from '@sdmp/protocol';
import type { FrameRun } from '../connection/frame-run.ts';
import { identityOf, placeIdentity, placeLeadAt } from './outcome-identity.ts';

/** What a replay window holds of outcomes that arrived together: enough to recognize them. */
export interface HeldRun {
  readonly count: number;
  /** Characters that they took when they arrived. */
  readonly units: number;
  readonly identityOf: (at: number) => string;
  /** Returns the first `count` of them. */
  readonly upTo: (count: number) => HeldRun;
}

/**
 * Returns what is needed to recognize these outcomes. Where all have places that is a number for each at the most, and their
 * text is released: text that is held until it is acknowledged would be copied by every collection until then.
 */
export function hold(run: FrameRun): HeldRun {
  return heldColumns(run) ?? heldPlaces(run) ?? new HeldFrames(run);
}

/** Positions that follow one another have no offsets. */
class HeldPlaces implements HeldRun {
  readonly count: number;
  readonly units: number;
  readonly #journal: string;
  readonly #first: number;
  readonly #offsets: Uint32Array | undefined;

  constructor(
    journal: string,
    first: number,
    offsets: Uint32Array | undefined,
    { count, units }: Pick<HeldRun, 'count' | 'units'>,
  ) {
    this.count = count;
    this.units = units;
    this.#journal = journal;
    this.#first = first;
    this.#offsets = offsets;
  }

  identityOf(at: number): string {
    const offset = this.#offsets === undefined ? at : (this.#offsets[at] ?? 0);
    return placeIdentity({ journal: this.#journal, position: this.#first + offset });
  }

  upTo(count: number): HeldRun {
    const units = Math.ceil((this.units * count) / this.count);
    return new HeldPlaces(this.#journal, this.#first, this.#offsets, { count, units });
  }
}

class HeldFrames implements HeldRun {
  readonly #run: FrameRun;

  constructor(run: FrameRun) {
    this.#run = run;
  }

  get count(): number {
    return this.#run.count;
  }

  get units(): number {
    return this.#run.units;
  }

  identityOf(at: number): string {
    return identityOf(this.#run, at);
  }

  upTo(count: number): HeldRun {
    return new HeldFrames(this.#run.part(0, count));
  }
}

function heldColumns(run: FrameRun): HeldRun | undefined {
  const first = run.placeOf(0);
  return first && new HeldPlaces(first.journal, first.position, run.columnOffsets(), run);
}

/** Filled by one run at a time. */
let positions = new Float64Array(1024);

/** Undefined unless every frame begins with its transaction and a place in the journal of the first. */
function heldPlaces(run: FrameRun): HeldRun | undefined {
  const { text, count, head } = run;
  const lead = head.length === 0 ? undefined : placeLeadAt(text, run.startOf(0) + head.length, head.journal);
  if (lead === undefined) return undefined;
  if (positions.length < count) positions = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    const leadAt = run.startOf(at) + head.length;
    if (!standsAt(text, lead.text, leadAt)) return undefined;
    positions[at] = placePositionAt(text, leadAt + lead.text.length);
  }
  return heldPositions(lead.journal, run);
}

/** `startsWith` without its call, which takes longer than to compare a few characters. */
function standsAt(text: string, lead: string, at: number): boolean {
  for (let index = 0; index < lead.length; index++) {
    if (text.charCodeAt(at + index) !== lead.charCodeAt(index)) return false;
  }
  return true;
}

function heldPositions(journal: string, run: FrameRun): HeldRun | undefined {
  const { count } = run;
  const first = positions[0] ?? 0;
  let isContiguous = true;
  for (let at = 0; at < count; at++) {
    const offset = (positions[at] ?? 0) - first;
    // Also where it is no number.
    if (!(offset >= 0 && offset <= lastOffset)) return undefined;
    if (offset !== at) isContiguous = false;
  }
  if (isContiguous) return new HeldPlaces(journal, first, undefined, run);
  const offsets = new Uint32Array(count);
  for (let at = 0; at < count; at++) offsets[at] = (positions[at] ?? 0) - first;
  return new HeldPlaces(journal, first, offsets, run);
}

const lastOffset = 0xffff_ffff;
