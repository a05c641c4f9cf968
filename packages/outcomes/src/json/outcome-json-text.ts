import { dataJson } from './data-value.ts';
import { type DerivedColumn, derivedColumns, derivedValue } from '../columns/derived-columns.ts';
import type { CodeAndValue } from '../model/outcome-fields.ts';
import type { OutcomeValues } from '../model/outcome-values.ts';
import { dataName, eachField } from './outcome-json.ts';
import { classificationKey } from './outcome-keys.ts';

/** Some of these need none, which `JSON.stringify` knows. */
const needsEscape = /["\\\p{Cc}\p{Cs}]/u;

/** A string as JSON. */
function quoted(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function valueText(name: string, value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return name === dataName && value.startsWith('{') ? dataJson(value) : quoted(value);
}

/** What follows from the parameters, in order. */
const tail: readonly DerivedColumn[] = derivedColumns;

let lastTime = Number.NaN;
let lastTimeText = '';

/** Outcomes that were recorded together have the same time. */
function timeText(time: number): string {
  if (time !== lastTime) {
    lastTimeText = `"${new Date(time).toISOString()}"`;
    lastTime = time;
  }
  return lastTimeText;
}

/**
 * Returns an outcome as JSON text, as `JSON.stringify(outcome)` does, without making the object. Data that are a JSON object
 * stand in it as they were recorded, character for character (`dataJson`). `classification`: what the rules of an installation say of
 * it, which the outcome itself does not know. For many outcomes.
 */
export function outcomeJsonText(outcome: OutcomeValues, classification?: object): string {
  const { id } = outcome;
  let text = id === undefined ? '{"time":' : `{"id":${quoted(id)},"time":`;
  text += timeText(outcome.time);
  let hasDontDial = false;
  let other: CodeAndValue[] | undefined;
  eachField(
    outcome.message.fields,
    (name, value) => {
      if (name === 'dontDial') {
        hasDontDial = true;
        text += ',"dontDial":true';
      } else {
        text += `,"${name}":${valueText(name, value)}`;
      }
    },
    (code, value) => (other ??= []).push([code, value]),
  );
  for (const column of tail) {
    const { name, isOfOther } = column;
    if ((hasDontDial && name === 'dontDial') || (isOfOther === true && other === undefined)) continue;
    const value = derivedValue(column, outcome);
    if (value !== undefined) text += `,"${name}":${typeof value === 'string' ? quoted(value) : String(value)}`;
  }
  if (other !== undefined) text += `,"other":${JSON.stringify(other)}`;
  return classification === undefined
    ? `${text}}`
    : `${text},"${classificationKey}":${JSON.stringify(classification)}}`;
}
