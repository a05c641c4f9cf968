import {
  codeNumber,
  codeNumberLimit,
  outcomeData,
  type ParameterDefinition,
  placeCode,
  release,
  separator,
  type ValueKind,
} from '@sdmp/protocol';
import { isOfDelivery, outcomeCodes } from '../model/outcome-fields.ts';

/** What the value of a parameter is for, beside being kept. */
export const valueUse = { none: 0, tenant: 1, campaign: 2, reason: 3, agentOutcome: 4, data: 5, delivery: 6 } as const;

const uses = new Map<string, number>([
  [outcomeCodes.tenantDescriptor, valueUse.tenant],
  [outcomeCodes.campaignName, valueUse.campaign],
  [outcomeCodes.reason, valueUse.reason],
  [outcomeCodes.agentOutcome, valueUse.agentOutcome],
  [outcomeCodes.data, valueUse.data],
]);

/** In `refusals`: ends a value, or is nothing that a plain line holds. */
const stop = 1 << 31;
/** Parameters have the bits below that of `stop`. */
const mostParameters = 31;
const firstPrintable = 0x20;
const lastAscii = 0x7f;

/** Kinds whose rule is a set of characters and a length, or a range of digits; others are left to the full check. */
const plainKinds: Partial<Record<ValueKind, 'text' | 'number'>> = {
  string: 'text',
  data: 'text',
  name: 'text',
  tenant: 'text',
  flag: 'text',
  integer: 'number',
  count: 'number',
};

/**
 * The catalogue's rules for the values of an OZ as tables by byte. What the tables let through the full check does, too;
 * the other way round it need not be.
 */
export class PlainValues {
  /** By the number of a code: which parameter it is, from 1 on; 0 for one that is not known. */
  readonly parameters = new Uint8Array(codeNumberLimit);
  /** By character: a bit for each parameter whose value must not hold it. Negative for what no value holds. */
  readonly refusals = new Int32Array(256).fill(stop);
  /** By parameter: its bit in `refusals`. */
  readonly bits: Int32Array;
  /** By parameter: a `valueUse`. */
  readonly uses: Uint8Array;
  /** By parameter: whether its value is a number. */
  readonly numbers: Uint8Array;
  /** By parameter: the bounds of a number, or of a length. */
  readonly least: Float64Array;
  readonly most: Float64Array;

  constructor() {
    const known: readonly ParameterDefinition[] = outcomeData.parameters;
    const size = known.length + 2;
    if (size > mostParameters) throw new RangeError(`${outcomeData.code} has more parameters than there are bits`);
    this.bits = new Int32Array(size);
    this.uses = new Uint8Array(size);
    this.numbers = new Uint8Array(size);
    this.least = new Float64Array(size);
    this.most = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    for (let unit = firstPrintable; unit <= lastAscii; unit++) this.refusals[unit] = 0;
    this.refusals[separator.charCodeAt(0)] = stop;
    for (const [index, definition] of known.entries()) this.#describe(index + 1, definition);
    this.parameters[codeNumber(placeCode)] = known.length + 1;
    this.uses[known.length + 1] = valueUse.delivery;
  }

  #describe(parameter: number, { code, kind, min, max }: ParameterDefinition): void {
    const bit = 1 << parameter;
    this.parameters[codeNumber(code)] = parameter;
    this.bits[parameter] = bit;
    this.uses[parameter] = isOfDelivery(code) ? valueUse.delivery : (uses.get(code) ?? valueUse.none);
    this.numbers[parameter] = plainKinds[kind] === 'number' ? 1 : 0;
    if (min !== undefined) this.least[parameter] = min;
    if (max !== undefined) this.most[parameter] = max;
    for (let unit = firstPrintable; unit <= lastAscii; unit++) {
      if (!isAllowed(code, kind, String.fromCharCode(unit))) this.refusals[unit] = (this.refusals[unit] ?? stop) | bit;
    }
  }
}

const compiled = release().message(outcomeData);

/** The rule itself is asked. */
function isAllowed(code: string, kind: ValueKind, character: string): boolean {
  return plainKinds[kind] !== undefined && compiled !== undefined && compiled.checkValue(code, character) === undefined;
}
