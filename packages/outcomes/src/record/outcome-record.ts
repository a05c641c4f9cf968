import { type Message, decode, segmentsOf } from '@sdmp/codec';
import {
  FieldSegments,
  type Segments,
  codeLength,
  codeNumber,
  defaultTenant,
  placeCode,
  separator,
  wholeNumber,
} from '@sdmp/protocol';
import { withDataEnded } from './data-ended.ts';
import { type SuccessRule, defaultSuccessRule, outcomeClass } from '../model/outcome-class.ts';
import { outcomeCodes } from '../model/outcome-fields.ts';
import { halfCharacterIn } from '../model/invalid-outcome.ts';

/** An outcome as a journal keeps it. */
export interface OutcomeRecord {
  /** When it was accepted, Unix milliseconds. */
  readonly time: number;
  /** TD; the default tenant where the message names none. */
  readonly tenant: string;
  /** CN; '' where the message names none. */
  readonly campaign: string;
  /** Bits of `outcomeClass`. */
  readonly classes: number;
  /** The OZ after its head, without TX: `\CNSales1\RE10…`. */
  readonly body: string;
}

/** Options of functions that make records of outcomes. */
export interface RecordOptions {
  /** The outcome's time where it states none, Unix milliseconds. */
  readonly time: number;
  /** When it arrived, which a stated time must not be far from, Unix milliseconds. Default: `time`. */
  readonly arrival?: number;
  /** Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess?: SuccessRule;
}

const tenantNumber = codeNumber(outcomeCodes.tenantDescriptor);
const campaignNumber = codeNumber(outcomeCodes.campaignName);
const reasonNumber = codeNumber(outcomeCodes.reason);
const agentOutcomeNumber = codeNumber(outcomeCodes.agentOutcome);
const dataNumber = codeNumber(outcomeCodes.data);
const transactionNumber = codeNumber(outcomeCodes.transactionIdentifier);
const placeNumber = codeNumber(placeCode);

/**
 * Returns the record of an OZ, read from its text in one pass. The message must be one; its values are not checked
 * (`parseOutcomeLine` does that), except that a journal must be able to hold them: throws `INVALID_OUTCOME` for half of a
 * surrogate pair, which is also how a decoder marks a byte that is no text.
 */
export function outcomeRecord(
  { text }: Message,
  { time, isSuccess = defaultSuccessRule }: RecordOptions,
): OutcomeRecord {
  const message = decode(text);
  if (!text.isWellFormed()) throw halfCharacterIn(message);
  const segments = segmentsOf(message);
  const found = readOnce('next' in segments ? segments : new FieldSegments(segments), text);
  const { tenant, campaign, reason, agentOutcome, body, wasCutAfterData } = found;
  return {
    time,
    tenant: tenant === undefined || tenant === '' ? defaultTenant : tenant,
    campaign: campaign ?? '',
    classes: isSuccess(reason, agentOutcome) ? outcomeClass.success : outcomeClass.failure,
    body: wasCutAfterData ? withDataEnded(body, message.fields) : body,
  };
}

interface Found {
  readonly tenant: string | undefined;
  readonly campaign: string | undefined;
  readonly reason: number | undefined;
  readonly agentOutcome: number | undefined;
  readonly body: string;
  /** Whether what was left out of the body followed data. */
  readonly wasCutAfterData: boolean;
}

/**
 * The first value of each parameter that counts, and what of the OZ is the outcome: its text after the head, without the
 * transaction and the place, everything else byte for byte. The offsets come from the segments, for data may hold text that
 * looks like a parameter (TR-7).
 */
function readOnce(segments: Segments, text: string): Found {
  let tenant: string | undefined;
  let campaign: string | undefined;
  let reason: number | undefined;
  let agentOutcome: number | undefined;
  let begin = text.indexOf(separator);
  let copied = begin < 0 ? text.length : begin;
  let body = '';
  let isAfterData = false;
  let wasCutAfterData = false;
  segments.rewind();
  while (segments.next()) {
    const number = segments.codeNumber;
    const end = begin + leadLength(segments) + segments.end - segments.start;
    if (number === tenantNumber) tenant ??= valueOf(segments);
    else if (number === campaignNumber) campaign ??= valueOf(segments);
    // NaN until the end, so that of a repeated parameter the first one counts.
    else if (number === reasonNumber) reason ??= numberOf(segments);
    else if (number === agentOutcomeNumber) agentOutcome ??= numberOf(segments);
    else if (number === dataNumber) isAfterData = true;
    else if (number === transactionNumber || number === placeNumber) {
      body += text.slice(copied, begin);
      copied = end;
      wasCutAfterData ||= isAfterData;
    }
    begin = end;
  }
  body += text.slice(copied);
  return { tenant, campaign, reason: whole(reason), agentOutcome: whole(agentOutcome), body, wasCutAfterData };
}

/** Separator and code in front of a value. */
function leadLength(segments: Segments): number {
  return separator.length + (segments.codeNumber < 0 ? segments.code().length : codeLength);
}

function valueOf({ text, start, end }: Segments): string {
  return text.slice(start, end);
}

function numberOf({ text, start, end }: Segments): number {
  return wholeNumber(text, start, end);
}

/** A value that is no whole number counts as absent. */
function whole(number: number | undefined): number | undefined {
  return number === undefined || Number.isNaN(number) ? undefined : number;
}
