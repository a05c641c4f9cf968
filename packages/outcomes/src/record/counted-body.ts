import {
  codeLength,
  codeNumber,
  codeNumberLimit,
  outcomeData,
  placeCode,
  revisionCode,
  separator,
} from '@sdmp/protocol';
import { isOfDelivery, outcomeCodes } from '../model/outcome-fields.ts';
import { numberIn } from './plain-number.ts';

const separatorUnit = separator.charCodeAt(0);
/** Stands for a byte that is not there: no code has it. */
const beyond = 128;
const prime = 0x01000193;

/** What a parameter is to one who counts. */
const role = { none: 0, reason: 1, agent: 2, data: 3, foreign: 4 } as const;

/** By the number of a code. */
const roles = new Uint8Array(codeNumberLimit);
roles[codeNumber(outcomeCodes.reason)] = role.reason;
roles[codeNumber(outcomeCodes.agentIdentifier)] = role.agent;
roles[codeNumber(outcomeCodes.data)] = role.data;
// Codes that a body never has, unless somebody else wrote it.
roles[codeNumber(placeCode)] = role.foreign;
// A correction, which is counted otherwise: it stands in front.
roles[codeNumber(revisionCode)] = role.foreign;
for (const { code } of outcomeData.parameters) if (isOfDelivery(code)) roles[codeNumber(code)] = role.foreign;

/**
 * The two values of a record's body that are counted, found from its bytes: the first of each counts, so nothing is looked
 * at behind them. What is not plain is for `countedOutcome`, which always knows.
 */
export class CountedBody {
  /** RE; undefined when it is absent, empty or no number. */
  reason: number | undefined;
  /** Where AN begins; below 0 when it is absent. */
  agentStart = -1;
  agentEnd = -1;
  /** Of the bytes of AN. */
  agentHash = 0;

  /** Reads a body; false when it is not plain, and nothing here is valid. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.reason = undefined;
    this.agentStart = -1;
    let hasReason = false;
    let at = start;
    while (at < end) {
      const first = bytes[at + 1] ?? beyond;
      const second = bytes[at + codeLength] ?? beyond;
      const valueAt = at + codeLength + 1;
      if (valueAt > end || bytes[at] !== separatorUnit || ((first | second) & beyond) !== 0) return false;
      if (first === separatorUnit || second === separatorUnit) return false;
      const parameter = roles[first * 128 + second] ?? role.none;
      if (parameter === role.agent && this.agentStart < 0) {
        at = this.#takeAgent(bytes, valueAt, end);
        if (hasReason) return true;
        continue;
      }
      at = valueAt;
      while (at < end && bytes[at] !== separatorUnit) at++;
      if (parameter === role.none) continue;
      // Data may hold the separator: where they end is a longer story.
      if (parameter === role.foreign || (parameter === role.data && at < end)) return false;
      if (parameter !== role.reason || hasReason) continue;
      hasReason = true;
      if (at > valueAt) {
        const value = numberIn(bytes, valueAt, at);
        if (value < 0) return false;
        this.reason = value;
      }
      if (this.agentStart >= 0) return true;
    }
    return true;
  }

  /** Returns where the value ends. */
  #takeAgent(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0;
    let at = start;
    for (; at < end; at++) {
      const unit = bytes[at] ?? 0;
      if (unit === separatorUnit) break;
      hash = Math.imul(hash ^ unit, prime);
    }
    this.agentStart = start;
    this.agentEnd = at;
    this.agentHash = hash;
    return at;
  }
}
