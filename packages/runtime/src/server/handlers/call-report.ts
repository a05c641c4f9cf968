import {
  CallUnknownError,
  faultOf,
  type ReportKind,
  type ReportName,
  reportFromFields,
  reportKinds,
  reportNames,
} from '@sdmp/calls/reports';
import type { Message } from '@sdmp/codec';
import { codeOf, nowDisconnected, type Problem } from '@sdmp/protocol';
import type { RequestContext } from '../request-context.ts';
import type { OutcomeSession } from '../transaction.ts';
import { maySpeakOf, tenantScope } from '../users/tenancy.ts';

/** The same on every report that has one. */
const tenantCode = codeOf(nowDisconnected, 'tenantDescriptor');

/** Reports of one socket that wait for the disk at once; later requests wait for it too. */
const maxUnverified = 1000;

/** A report among the requests, with what it is checked by. */
interface FoundReport {
  readonly name: ReportName;
  readonly kind: ReportKind;
}

/** No two reports have the same code. */
const byCode = new Map<string, FoundReport>(
  reportNames.map((name) => [reportKinds[name].definition.code, { name, kind: reportKinds[name] }]),
);

/** Returns which report a request is, or undefined. Some are messages from the dialer, which others pass on. */
export function reportIn({ code, service, interface: layer }: Message): FoundReport | undefined {
  const found = byCode.get(code);
  if (found === undefined || service === null) return found;
  const { definition } = found.kind;
  return definition.service === service && definition.interface === layer ? found : undefined;
}

/** Takes a report of a call: MV once it is on disk (CALL-5), and ER for one that is not taken. */
export function handleCallReport(
  { settings, replies }: RequestContext,
  session: OutcomeSession,
  request: Message,
  { name, kind }: FoundReport,
): Promise<void> | undefined {
  const { reports, release } = settings;
  const compiled = release.message(kind.definition);
  const reject = (error: Parameters<typeof replies.reject>[3], words?: string): undefined => {
    replies.reject(session, request.isRouted, request.text, error, words);
  };
  if (compiled === undefined) return reject('notInRelease');
  if (reports === undefined) return reject('notServed');
  const problems = compiled.check(request.fields).filter((problem) => isInsistedOn(problem, kind));
  const [first] = problems;
  if (first !== undefined) return reject(first.rule, problems.map(({ message }) => message).join('; '));
  if (!maySpeakOf(session.identity, request.get(tenantCode))) return reject('otherTenant');
  const read = reportFromFields(name, request.fields);
  const tenant = read.fields.tenantDescriptor ?? tenantScope(session.identity);
  const report = tenant === undefined ? read : { ...read, fields: { ...read.fields, tenantDescriptor: tenant } };
  const fault = faultOf(report);
  if (fault !== undefined) return reject(fault.rule, fault.message);
  const refusal = reports.refusal(report);
  if (refusal !== undefined) return reject('unavailable', refusal);
  session.unverified++;
  const kept = reports.accept([report]).then(
    () => {
      session.unverified--;
      replies.verify(session, request);
    },
    (cause: unknown) => {
      session.unverified--;
      if (cause instanceof CallUnknownError) reject('callUnknown', cause.message);
      else reject('unavailable', 'The report cannot be written to disk; send it again');
    },
  );
  return session.unverified > maxUnverified ? kept : undefined;
}

/** What documented examples leave out is not insisted on, though the catalogue calls it mandatory. */
function isInsistedOn({ rule, code }: Problem, { dispensable }: ReportKind): boolean {
  return rule !== 'missingParameter' || code === undefined || !dispensable.includes(code);
}
