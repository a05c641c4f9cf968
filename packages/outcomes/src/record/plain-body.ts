import { codeLength, codeNumber, codeNumberLimit, outcomeData, placeCode, separator } from '@sdmp/protocol';
import { isOfDelivery, outcomeCodes, type OutcomeParameterName } from '../model/outcome-fields.ts';
import { numberIn } from './plain-number.ts';

/** What a value holds that matters to somebody, as bits. */
export const holds = { quote: 1, comma: 2, lineBreak: 4, nul: 8, control: 16, beyondAscii: 32 } as const;

const separatorUnit = separator.charCodeAt(0);
const firstPrintable = 0x20;
const lastAscii = 0x7f;

/** In `units`: ends a value. */
const stop = 128;

function unitTable(): Uint8Array {
  const table = new Uint8Array(256);
  table.fill(holds.control, 0, firstPrintable);
  table.fill(holds.beyondAscii, lastAscii + 1);
  table[0] = holds.control | holds.nul;
  for (const unit of '\r\n') table[unit.charCodeAt(0)] = holds.control | holds.lineBreak;
  table['"'.charCodeAt(0)] = holds.quote;
  table[','.charCodeAt(0)] = holds.comma;
  table[separatorUnit] = stop;
  return table;
}

const units = unitTable();
const definitions = outcomeData.parameters;

/** By the number of a code: 1 + its place in the catalogue; 0 for one that is not known. */
const parameterOf = new Uint8Array(codeNumberLimit);
const isNumber = new Uint8Array(definitions.length + 1);
for (const [index, { code, kind }] of definitions.entries()) {
  parameterOf[codeNumber(code)] = index + 1;
  isNumber[index + 1] = kind === 'integer' ? 1 : 0;
}
/** Codes that a body never has, unless somebody else wrote it. */
const isForeign = new Uint8Array(codeNumberLimit);
isForeign[codeNumber(placeCode)] = 1;
for (const { code } of definitions) if (isOfDelivery(code)) isForeign[codeNumber(code)] = 1;

/** Number of a parameter in a `PlainBody`. */
export function parameterNumber(name: OutcomeParameterName): number {
  return parameterOf[codeNumber(outcomeCodes[name])] ?? 0;
}

/** How many numbers of parameters there are; 0 is none of them. */
export const parameterNumbers = definitions.length + 1;

const data = parameterNumber('data');
const reason = parameterNumber('reason');
const agentOutcome = parameterNumber('agentOutcome');

/**
 * Where the values of a record's body are, found from its bytes in one pass: no text and no object is made. Nearly every
 * body is plain; what is not is for `outcomeFromRecord`, which always knows.
 */
export class PlainBody {
  /** Numbers of the parameters that have a value, in wire order; `count` of them. */
  readonly order = new Uint8Array(parameterNumbers);
  count = 0;
  /** By parameter, valid where `met` has its bit: where its value begins and ends. */
  readonly starts = new Int32Array(parameterNumbers);
  readonly ends = new Int32Array(parameterNumbers);
  /** By parameter: bits of `holds`. */
  readonly holds = new Uint8Array(parameterNumbers);
  /** Bits of `holds` of all values together. */
  held = 0;
  /** A bit for each parameter that is there: `1 << number`. */
  met = 0;
  reason: number | undefined;
  agentOutcome: number | undefined;
  /** Whether there are values without a long name, repeats, or numbers that are none. */
  hasOther = false;

  /** Reads a body; false when it is not plain, and nothing here is valid. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.#forget();
    let at = start;
    while (at < end) {
      const first = bytes[at + 1] ?? stop;
      const second = bytes[at + codeLength] ?? stop;
      const valueAt = at + codeLength + 1;
      if (valueAt > end || bytes[at] !== separatorUnit || ((first | second) & 128) !== 0) return false;
      if (first === separatorUnit || second === separatorUnit) return false;
      at = valueAt;
      let held = 0;
      while (at < end) {
        const kind = units[bytes[at] ?? 0] ?? 0;
        if (kind === stop) break;
        held |= kind;
        at++;
      }
      this.held |= held;
      // As codeNumber() reads it from a text.
      const parameter = this.#parameter(first * 128 + second);
      // Data may hold the separator: where they end is a longer story.
      if (parameter < 0 || (parameter === data && at < end)) return false;
      if (parameter === 0) continue;
      this.starts[parameter] = valueAt;
      this.ends[parameter] = at;
      this.holds[parameter] = held;
      if (isNumber[parameter] === 0) this.order[this.count++] = parameter;
      else if (!this.#takeNumber(parameter, bytes, valueAt, at)) return false;
    }
    return (this.held & holds.beyondAscii) === 0 || isText(bytes.subarray(start, end));
  }

  /** The parameter that a code stands for here; 0 where it goes among the others, -1 where the body is not plain. */
  #parameter(number: number): number {
    if (isForeign[number] === 1) return -1;
    const parameter = parameterOf[number] ?? 0;
    const bit = 1 << parameter;
    if (parameter === 0 || (this.met & bit) !== 0) {
      this.hasOther = true;
      return 0;
    }
    this.met |= bit;
    return parameter;
  }

  #takeNumber(parameter: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (end === start) return true;
    const value = numberIn(bytes, start, end);
    if (value < 0) return false;
    if (parameter === reason) this.reason = value;
    else if (parameter === agentOutcome) this.agentOutcome = value;
    this.order[this.count++] = parameter;
    return true;
  }

  #forget(): void {
    this.count = 0;
    this.held = 0;
    this.met = 0;
    this.reason = undefined;
    this.agentOutcome = undefined;
    this.hasOther = false;
  }
}

const strict = new TextDecoder('utf-8', { fatal: true });

function isText(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
