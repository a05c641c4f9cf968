import { codeLength, outcomeData, separator } from '@sdmp/protocol';
import { type SuccessRule, defaultSuccessRule, outcomeClass } from '../model/outcome-class.ts';
import type { OutcomeBatch } from './outcome-batch.ts';
import { PlainValues, valueUse } from './plain-values.ts';
import { type ByteRange, ScopeFinder } from './scope-finder.ts';

/** Options of `PlainLineReader`. */
export interface PlainLineOptions {
  /** Longest line, characters. Default: no limit. */
  readonly maxLength?: number;
  /** Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess?: SuccessRule;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const zero = 0x30;
const separatorUnit = separator.charCodeAt(0);
/** A number of more digits is left to the full check. */
const mostDigits = 9;
const notPlain = -1;

const { code, service, interface: layer } = outcomeData;
const heads = [code, `${service}:${layer}:${code}`].map((head) => new TextEncoder().encode(head + separator));

let values: PlainValues | undefined;

/**
 * Reads those lines of a feed that are plain, which most are: an OZ frame in ASCII, right in each value, with no separator
 * in its data. They are read from their bytes into columns in one pass, without a text or an object for any. A line that is
 * not plain is for `parseOutcomeLine`, which tells what is wrong with it, if anything.
 */
export class PlainLineReader {
  readonly #values = (values ??= new PlainValues());
  readonly #scopes = new ScopeFinder();
  readonly #maxLength: number;
  readonly #isSuccess: SuccessRule;
  // Of the line at hand:
  readonly #tenant: ByteRange = { start: 0, end: 0 };
  readonly #campaign: ByteRange = { start: 0, end: 0 };
  #reason: number | undefined;
  #agentOutcome: number | undefined;
  /** Bits of the uses that were met. */
  #met = 0;
  #bodyEnd = 0;

  constructor({ maxLength = Number.POSITIVE_INFINITY, isSuccess = defaultSuccessRule }: PlainLineOptions = {}) {
    this.#maxLength = maxLength;
    this.#isSuccess = isSuccess;
  }

  /**
   * Takes the plain lines from `start` on into `columns`, at `time` (Unix milliseconds), up to the first line that is not
   * plain, or not whole, or for which the columns have no room. Returns where that line begins.
   */
  read(bytes: Uint8Array, start: number, columns: OutcomeBatch, time: number): number {
    const end = bytes.lastIndexOf(lineFeed) + 1;
    const before = columns.count;
    let line = start;
    if (end > start) columns.reserve(end - start);
    this.#bodyEnd = columns.bytes;
    while (line < end && !columns.isFull) {
      const next = this.#readLine(bytes, line, columns.bodies);
      if (next === notPlain) break;
      columns.close(this.#bodyEnd, this.#scopes.find(columns, bytes, this.#tenant, this.#campaign), this.#classes());
      line = next;
    }
    columns.times.fill(time, before, columns.count);
    return line;
  }

  /** Writes the body behind what is in `bodies`. Returns where the next line begins. */
  #readLine(bytes: Uint8Array, start: number, bodies: Uint8Array): number {
    const { parameters, refusals, bits, uses } = this.#values;
    this.#forget();
    let to = this.#bodyEnd;
    let at = endOfHead(bytes, start);
    let unit = at < 0 ? 0 : separatorUnit;
    while (unit === separatorUnit) {
      const first = bytes[at + 1] ?? 0;
      const second = bytes[at + codeLength] ?? 0;
      if ((refusals[first] ?? 0) < 0 || (refusals[second] ?? 0) < 0) return notPlain;
      const segmentTo = to;
      bodies[to] = separatorUnit;
      bodies[to + 1] = first;
      bodies[to + codeLength] = second;
      at += codeLength + 1;
      to += codeLength + 1;
      const valueAt = at;
      let refused = 0;
      for (;;) {
        unit = bytes[at] ?? 0;
        const refusal = refusals[unit] ?? 0;
        if (refusal < 0) break;
        refused |= refusal;
        bodies[to] = unit;
        to += 1;
        at += 1;
      }
      // As codeNumber() reads it from a text.
      const parameter = parameters[first * 128 + second] ?? 0;
      if (parameter === 0) continue;
      if ((refused & (bits[parameter] ?? 0)) !== 0 || !this.#take(parameter, bytes, valueAt, at)) return notPlain;
      const use = uses[parameter];
      if (use === valueUse.delivery) to = segmentTo;
      else if (use === valueUse.data && unit === separatorUnit) return notPlain;
    }
    const isCut = unit === carriageReturn && bytes[at + 1] === lineFeed;
    if ((!isCut && unit !== lineFeed) || at - start > this.#maxLength) return notPlain;
    this.#bodyEnd = to;
    return isCut ? at + 2 : at + 1;
  }

  /** Whether the value, whose characters are right, is of the right length or size. Of each use the first value counts. */
  #take(parameter: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { numbers, uses, least, most } = this.#values;
    const length = end - start;
    let measure = length;
    // A value may be empty in what comes from a dialer.
    if (length > 0) {
      if (numbers[parameter] === 1) {
        if (length > mostDigits) return false;
        measure = numberIn(bytes, start, end);
      }
      if (measure < (least[parameter] ?? 0) || measure > (most[parameter] ?? 0)) return false;
    }
    const use = uses[parameter] ?? 0;
    if (use === valueUse.none || (this.#met & (1 << use)) !== 0) return true;
    this.#met |= 1 << use;
    if (use === valueUse.tenant) setRange(this.#tenant, start, end);
    else if (use === valueUse.campaign) setRange(this.#campaign, start, end);
    else if (use === valueUse.reason) this.#reason = length === 0 ? undefined : measure;
    else if (use === valueUse.agentOutcome) this.#agentOutcome = length === 0 ? undefined : measure;
    return true;
  }

  #classes(): number {
    return this.#isSuccess(this.#reason, this.#agentOutcome) ? outcomeClass.success : outcomeClass.failure;
  }

  #forget(): void {
    this.#met = 0;
    this.#reason = undefined;
    this.#agentOutcome = undefined;
    setRange(this.#tenant, 0, 0);
    setRange(this.#campaign, 0, 0);
  }
}

/** Where the separator behind the head stands; -1 where the line does not begin with the head of an OZ and a separator. */
function endOfHead(bytes: Uint8Array, start: number): number {
  for (const head of heads) {
    let length = 0;
    while (length < head.length && bytes[start + length] === head[length]) length += 1;
    if (length === head.length) return start + length - 1;
  }
  return -1;
}

function setRange(range: ByteRange, start: number, end: number): void {
  range.start = start;
  range.end = end;
}

function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) number = number * 10 + (bytes[at] ?? zero) - zero;
  return number;
}
