import type { JournalRecord } from '@sdmp/journal';
import { defaultTenant } from '@sdmp/protocol';
import { z } from 'zod';
import { callStates } from '../life/call-life.ts';
import type { Entry } from '../life/known-calls.ts';
import type { CallsSnapshot } from '../life/snapshot.ts';
import { reportFields } from '../report/report-fields.ts';
import { reportNames } from '../report/report-kinds.ts';

/** A record of the log must have a class; nothing is told apart by it. */
const classes = 1;
/** Calls in one record of a checkpoint. */
const callsPerPart = 1000;

const values = z.partialRecord(z.enum(reportFields), z.string());
const openStates = callStates.filter((state) => state !== 'none' && state !== 'done');

const expirySchema = z.object({ tenant: z.string(), session: z.string(), changed: z.int() });
const callSchema = z.object({
  tenant: z.string(),
  session: z.string(),
  isNumber: z.boolean(),
  state: z.enum(openStates),
  changed: z.int(),
  since: z.number(),
  known: values,
  update: values.optional(),
});
const madeSchema = z.object({
  body: z.string(),
  classes: z.int(),
  time: z.number(),
  revision: z.int(),
  source: z.string().optional(),
});
/** Those of older versions have no outcome, which cannot be corrected then. */
const finishedSchema = z.object({
  key: z.string(),
  at: z.number(),
  isNumber: z.boolean(),
  number: z.string().optional(),
  made: madeSchema.optional(),
  cut: callSchema.pick({ state: true, known: true, update: true }).optional(),
  isReadyMade: z.literal(true).optional(),
});

/** What a record of the log of reports holds. A checkpoint is followed by its parts. */
const storedSchema = z.union([
  z.object({
    report: z.object({ report: z.enum(reportNames), fields: values }),
    found: z.object({ session: z.string(), made: madeSchema }).optional(),
  }),
  z.object({ expiry: expirySchema }),
  z.object({ checkpoint: z.object({ at: z.int(), time: z.number(), parts: z.int() }) }),
  z.object({ calls: z.array(callSchema), finished: z.array(finishedSchema) }),
]);
export type StoredEntry = z.output<typeof storedSchema>;

const utf8 = new TextDecoder();

/** Returns what a record holds; undefined when that is nothing known. */
export function readStored(body: Uint8Array): StoredEntry | undefined {
  try {
    return storedSchema.safeParse(JSON.parse(utf8.decode(body))).data;
  } catch {
    return undefined;
  }
}

function record(value: StoredEntry, time: number, tenant = ''): JournalRecord {
  return { time, tenant, campaign: '', classes, body: JSON.stringify(value) };
}

/** Returns the record of an entry. */
export function recordOf(entry: Entry, time: number): JournalRecord {
  if ('expiry' in entry) return record({ expiry: entry.expiry }, time, entry.expiry.tenant);
  const { report, fields } = entry.report;
  return record(
    { report: { report, fields: { ...fields } }, found: entry.found },
    time,
    fields.tenantDescriptor ?? defaultTenant,
  );
}

/** Returns the records of a checkpoint: the state of all calls before the entry at position `at`. */
export function recordsOfCheckpoint(
  { time, calls, finished }: CallsSnapshot,
  at: number,
  now: number,
): JournalRecord[] {
  const parts: JournalRecord[] = [];
  const most = Math.max(calls.length, finished.length);
  for (let from = 0; from < most; from += callsPerPart) {
    const to = from + callsPerPart;
    const some = calls.slice(from, to).map((call) => ({ ...call, known: { ...call.known } }));
    parts.push(record({ calls: some, finished: finished.slice(from, to) }, now));
  }
  return [record({ checkpoint: { at, time, parts: parts.length } }, now), ...parts];
}
