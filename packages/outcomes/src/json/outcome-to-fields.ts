import { decode, format } from '@sdmp/codec';
import { codeLength, outcomeData, revisionCode, separator } from '@sdmp/protocol';
import { dataText } from './data-value.ts';
import { checkOutcomeFields, halfCharacter, invalidOutcome } from '../model/invalid-outcome.ts';
import { type CodeAndValue, isOfDelivery, outcomeCodes, outcomeParameters } from '../model/outcome-fields.ts';
import type { OutcomeInput } from './outcome-input.ts';

const frameEnd = /[\0\r\n]/;

function checkCharacters(where: string, value: string, isData: boolean): void {
  if (frameEnd.test(value)) throw invalidOutcome(`${where} must not hold NUL, CR or LF: write it on one line`);
  if (!value.isWellFormed()) throw halfCharacter(where);
  if (!isData && value.includes(separator)) throw invalidOutcome(`${where} must not hold a backslash: leave it out`);
}

/** Undefined where there is nothing to write. */
function wireText(name: string, value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return String(value);
    case 'boolean':
      return value ? '' : undefined;
    case 'undefined':
      return undefined;
    default:
      throw invalidOutcome(`${name} must be text, a number or a flag`);
  }
}

function namedFields(outcome: OutcomeInput): string[] {
  const fields: string[] = [];
  for (const { code, name } of outcomeData.parameters) {
    if (isOfDelivery(code) || code === outcomeCodes.data) continue;
    const given: unknown = Reflect.get(outcome, name);
    const text = wireText(name, given);
    if (text === undefined) continue;
    checkCharacters(name, text, false);
    fields.push(code, text);
  }
  return fields;
}

function checkOther(code: string, index: number, present: ReadonlySet<string>): void {
  const where = `other[${index}]`;
  const parameter = outcomeParameters.get(code);
  if (code.length !== codeLength || frameEnd.test(code) || code.includes(separator) || !code.isWellFormed()) {
    throw invalidOutcome(`${where} must begin with a code of two characters`);
  }
  if (isOfDelivery(code))
    throw invalidOutcome(`${where}: ${code} belongs to the delivery, not to the outcome: remove it`);
  if (parameter !== undefined && !present.has(code)) {
    throw invalidOutcome(`${where}: ${code} has a long name: use ${parameter.definition.name}`);
  }
}

/** Data goes last, for it would take an unknown parameter behind it as its own. */
function withOthers(fields: string[], data: string | undefined, others: readonly CodeAndValue[]): void {
  const dataFields = data === undefined ? [] : [outcomeCodes.data, data];
  const present = new Set(fields.filter((_, at) => at % 2 === 0));
  if (data !== undefined) present.add(outcomeCodes.data);
  for (const [index, [code, value]] of others.entries()) {
    checkOther(code, index, present);
    checkCharacters(`other[${index}]`, value, code === outcomeCodes.data);
    // In front, as it is recorded: one who counts meets it before what is counted.
    if (code === revisionCode) fields.unshift(code, value);
    else (code === outcomeCodes.data ? dataFields : fields).push(code, value);
  }
  fields.push(...dataFields);
}

function frameOf(fields: readonly string[]): string {
  return format({ service: null, interface: null, code: outcomeData.code, fields });
}

/** Where data holds a backslash, only reading it back shows whether it is still one value. */
function checkData(fields: readonly string[]): void {
  const read = decode(frameOf(fields)).fields;
  if (read.length !== fields.length || read.some((text, at) => text !== fields[at])) {
    const advice = 'write data as a JSON object, or without that backslash';
    throw invalidOutcome(`data holds a backslash followed by a code of OZ, which would end it: ${advice}`);
  }
}

/**
 * A JSON outcome as the fields of an OZ without TX: code, value, code, value … with data last. `id`, `time`, `reasonName`
 * and `success` are no fields and left out; a flag that is false is too.
 *
 * Throws `INVALID_OUTCOME` for a value that breaks a rule of the catalogue or would break the frame.
 */
export function outcomeToFields(outcome: OutcomeInput): string[] {
  const fields = namedFields(outcome);
  const data = outcome.data === undefined ? undefined : dataText(outcome.data);
  if (data !== undefined) checkCharacters('data', data, true);
  withOthers(fields, data, outcome.other ?? []);
  checkOutcomeFields(fields);
  if (data?.includes(separator) === true || outcome.other !== undefined) checkData(fields);
  return fields;
}

/** A JSON outcome as the text of an OZ frame without TX. Throws `INVALID_OUTCOME` as `outcomeToFields` does. */
export function frameOfOutcome(outcome: OutcomeInput): string {
  return frameOf(outcomeToFields(outcome));
}
