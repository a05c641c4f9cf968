import type { JournalRecord } from '@sdmp/journal';
import { type OutcomeRecord, parseOutcomeLine } from '@sdmp/outcomes';
import { SdmpError } from '@sdmp/protocol';
import { cloudEventSchema, maxPostedOutcomes, postedTypes } from '../api/cloud-event.ts';
import type { Problem } from '../api/problem.ts';
import { HttpProblem } from '../answers/http-problem.ts';
import { describeIssues } from '../answers/read-query.ts';
import { mediaTypeOf, readJson } from '../answers/request-body.ts';

type BadOutcome = NonNullable<Problem['outcomes']>[number];

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON outcome as a record. Throws `INVALID_OUTCOME`. */
function recordOfOutcome(value: unknown, time: number): OutcomeRecord {
  if (!isObject(value)) throw new SdmpError('INVALID_OUTCOME', 'the outcome must be a JSON object');
  return parseOutcomeLine(JSON.stringify(value), { time });
}

/** The outcome in a CloudEvent as a record. Throws `INVALID_OUTCOME`. */
function recordOfEvent(value: unknown, now: number): OutcomeRecord {
  const { data: event, error } = cloudEventSchema.safeParse(value);
  if (error !== undefined) throw new SdmpError('INVALID_OUTCOME', describeIssues(error));
  return recordOfOutcome(event.data, event.time === undefined ? now : Date.parse(event.time));
}

type ReadOutcome = (value: unknown, now: number) => OutcomeRecord;

function readerOf(type: string, body: unknown): readonly [values: readonly unknown[], read: ReadOutcome] {
  switch (type) {
    case postedTypes.json:
      return [Array.isArray(body) ? body : [body], recordOfOutcome];
    case postedTypes.event:
      return [[body], recordOfEvent];
    default:
      if (!Array.isArray(body))
        throw new HttpProblem(400, 'INVALID_BODY', 'a batch of CloudEvents must be a JSON array');
      return [body, recordOfEvent];
  }
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
  const [values, read] = readerOf(type, await readJson(request));
  checkCount(values.length);
  const bad: BadOutcome[] = [];
  const records = values.flatMap((value, index): JournalRecord[] => {
    try {
      const { time, tenant, campaign, classes, body } = read(value, now);
      return [{ time, tenant, campaign, source, classes, body }];
    } catch (error) {
      if (!(error instanceof SdmpError)) throw error;
      bad.push({ index, detail: error.message });
      return [];
    }
  });
  if (bad.length === 0) return records;
  const detail = `${bad.length} of ${values.length} outcomes are not right; none was recorded`;
  throw new HttpProblem(400, 'INVALID_OUTCOMES', detail, { outcomes: bad });
}
