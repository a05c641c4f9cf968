import { jsonElements, jsonMembers, jsonStart } from '@sdmp/codec';
import type { JournalRecord } from '@sdmp/journal';
import { isBelievable, type OutcomeRecord, parseOutcomeLine, parseOutcomeTime, unbelievableTime } from '@sdmp/outcomes';
import { SdmpError } from '@sdmp/protocol';
import { cloudEventSchema, maxPostedOutcomes, postedTypes } from './cloud-event.ts';
import type { Problem } from '../../schema/problem.ts';
import { HttpProblem } from '../../responses/http-problem.ts';
import { describeIssues } from '../../requests/read-query.ts';
import { type JsonBody, mediaTypeOf, readJson } from '../../requests/request-body.ts';

/** Attributes of a CloudEvent. */
const eventMark = 'specversion';
const eventData = 'data';

/** Characters of a parameter's name in a message. */
const mostOfName = 40;

type BadOutcome = NonNullable<Problem['outcomes']>[number];

/** The text of one outcome or event. */
type ReadOutcome = (text: string, now: number) => OutcomeRecord;

const openBrace = '{';
const openBracket = '[';

/** Returns a JSON outcome as a record. Throws `INVALID_OUTCOME`. */
function recordOfOutcome(text: string, arrival: number, time = arrival): OutcomeRecord {
  if (!text.startsWith(openBrace)) throw new SdmpError('INVALID_OUTCOME', 'the outcome must be a JSON object');
  return parseOutcomeLine(text, { time, arrival });
}

/** Returns the outcome in a CloudEvent as a record. Throws `INVALID_OUTCOME`. */
function recordOfEvent(text: string, now: number): OutcomeRecord {
  const { data: event, error } = cloudEventSchema.safeParse(JSON.parse(text));
  if (error !== undefined) throw new SdmpError('INVALID_OUTCOME', describeIssues(error));
  const [data, ...more] = jsonMembers(text).filter(({ name }) => name === eventData);
  if (data === undefined || more.length > 0)
    throw new SdmpError('INVALID_OUTCOME', 'data is there twice: give it once');
  const outcome = text.slice(data.start, data.end);
  if (event.data.time !== undefined || event.time === undefined) return recordOfOutcome(outcome, now);
  const time = parseOutcomeTime(event.time);
  if (!isBelievable(time, now)) throw new SdmpError('INVALID_OUTCOME', unbelievableTime);
  return recordOfOutcome(outcome, now, time);
}

function elementsOf(text: string): string[] {
  return jsonElements(text, jsonStart(text)).map(({ start, end }) => text.slice(start, end));
}

function readerOf(type: string, { text, value }: JsonBody): readonly [texts: readonly string[], read: ReadOutcome] {
  const texts = Array.isArray(value) ? elementsOf(text) : [text.trim()];
  if (type === postedTypes.json) return [texts, recordOfOutcome];
  if (type === postedTypes.event) return [[text.trim()], recordOfEvent];
  if (!Array.isArray(value)) throw new HttpProblem(400, 'INVALID_BODY', 'a batch of CloudEvents must be a JSON array');
  return [texts, recordOfEvent];
}

/** Names the outcome and its parameter at a character of the body. */
function placeIn(text: string, at: number): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const start = jsonStart(text);
  if (!text.startsWith(openBracket, start)) return parameterIn(text, start, at);
  const elements = jsonElements(text, start);
  const index = elements.findIndex((element) => element.start <= at && at < element.end);
  const parameter = parameterIn(text, elements[index]?.start ?? start, at);
  return index < 0 ? undefined : `outcome ${index}${parameter === undefined ? '' : `, ${parameter}`}`;
}

/** The parameter of an outcome or, in an event, of its data. */
function parameterIn(text: string, start: number, at: number): string | undefined {
  if (!text.startsWith(openBrace, start)) return undefined;
  const members = jsonMembers(text, start);
  const isEvent = members.some(({ name }) => name === eventMark);
  const found = members.find((member) => member.start <= at && at < member.end);
  if (isEvent && found?.name === eventData) return parameterIn(text, found.start, at) ?? eventData;
  return found?.name.slice(0, mostOfName);
}

function checkCount(count: number): void {
  if (count === 0) throw new HttpProblem(400, 'INVALID_BODY', 'the body holds no outcome');
  if (count <= maxPostedOutcomes) return;
  throw new HttpProblem(413, 'TOO_MANY_OUTCOMES', `the limit is ${maxPostedOutcomes} outcomes a request: send fewer`);
}

/**
 * The outcomes of a request as records. Throws `UNSUPPORTED_MEDIA_TYPE`, `INVALID_JSON`, `INVALID_BODY`,
 * `TOO_MANY_OUTCOMES`, and `INVALID_OUTCOMES`, which names each that is not right.
 */
export async function readPostedRecords(
  request: Request,
  source: string,
  now: number,
): Promise<readonly JournalRecord[]> {
  const type = mediaTypeOf(request);
  const types: readonly string[] = Object.values(postedTypes);
  if (!types.includes(type)) {
    throw new HttpProblem(415, 'UNSUPPORTED_MEDIA_TYPE', `send outcomes as one of ${types.join(', ')}`);
  }
  const [texts, read] = readerOf(type, await readJson(request, placeIn));
  checkCount(texts.length);
  const bad: BadOutcome[] = [];
  const records = texts.flatMap((text, index): JournalRecord[] => {
    try {
      const { time, tenant, campaign, classes, body } = read(text, now);
      return [{ time, tenant, campaign, source, classes, body }];
    } catch (error) {
      if (!(error instanceof SdmpError)) throw error;
      bad.push({ index, detail: error.message });
      return [];
    }
  });
  if (bad.length === 0) return records;
  const detail = `${bad.length} of ${texts.length} outcomes are not right; none was recorded`;
  throw new HttpProblem(400, 'INVALID_OUTCOMES', detail, { outcomes: bad });
}
