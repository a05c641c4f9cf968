import { defaultCallLimits, faultOf, KnownCalls, reportFromFields, reportKinds, type ReportName } from '@sdmp/calls';
import { decode, format, Message } from '@sdmp/codec';
import { codeOf, identify, outcomeData, release, SdmpError, verifyStatus } from '@sdmp/protocol';

/** A report on the wire, and the token by which it is answered. */
export interface ReportFrame {
  readonly frame: string;
  readonly token: string;
}

type WireFields = readonly string[];

interface Report {
  readonly name: ReportName;
  readonly fields: WireFields;
}

/** Reports that end a call, the fewest first: which of them makes the outcome is tried. */
const ways: readonly (readonly ReportName[])[] = [
  ['callFailed'],
  ['transactionComplete'],
  ['numberBack'],
  ['delayNotification', 'callFailed'],
  ['lineConnected', 'transactionComplete'],
  ['delayNotification', 'transactionComplete'],
];

const transactionCode = codeOf(outcomeData, 'transactionIdentifier');
const tenantCode = codeOf(outcomeData, 'tenantDescriptor');
const reasonName = 'reason';
/** What a failed call has for the reason of its outcome. */
const causeName = 'cause';

/**
 * Returns the reports that make an outcome, as `docs/calls.md` has it. Throws `INVALID_ARGUMENT` for one that no reports make, such as one
 * with a parameter that no report has.
 */
export function reportsOf(outcome: Message): readonly ReportFrame[] {
  const wanted = outcome.entries().filter(([code]) => code !== transactionCode);
  const found = ways
    .map((names) => names.map((name): Report => ({ name, fields: fieldsOf(name, wanted) })))
    .find((reports) => isMadeBy(reports, wanted));
  if (found === undefined) {
    const text = 'no reports make this outcome: record it in a journal folder, or over HTTP';
    throw new SdmpError('INVALID_ARGUMENT', text);
  }
  return found.map(({ name, fields }, index) => {
    const { service, interface: layer, code } = reportKinds[name].definition;
    const token = `record${index + 1}`;
    const all = [...fields, codeOf(verifyStatus, 'token'), token];
    return { token, frame: format({ service, interface: layer, code, fields: all }) };
  });
}

type Entries = readonly (readonly [code: string, value: string])[];

/** Returns what a report takes of an outcome, data last. */
function fieldsOf(name: ReportName, wanted: Entries): WireFields {
  const { parameters } = reportKinds[name].definition;
  return wanted.flatMap(([code, value]) => {
    const meant = outcomeData.parameters.find((parameter) => parameter.code === code)?.name;
    const own = parameters.find((parameter) =>
      meant === undefined ? parameter.code === code : parameter.name === meant,
    );
    const cause = meant === reasonName ? parameters.find((parameter) => parameter.name === causeName) : undefined;
    const parameter = own ?? cause;
    return parameter === undefined ? [] : [parameter.code, value];
  });
}

/** Whether the catalogue takes the reports, and exactly the outcome comes of them. */
function isMadeBy(reports: readonly Report[], wanted: Entries): boolean {
  const calls = new KnownCalls(defaultCallLimits);
  let body: string | undefined;
  for (const [index, { name, fields }] of reports.entries()) {
    const { definition, dispensable } = reportKinds[name];
    const message = new Message(definition.service, definition.interface, definition.code, [...fields], '');
    const { problems } = identify(release(), message, fields, 'toDialer');
    if (problems.some(({ code }) => !dispensable.some((each) => each === code))) return false;
    const report = reportFromFields(name, fields);
    if (faultOf(report) !== undefined) return false;
    body = calls.apply({ report }, index, Date.now()).outcome?.body;
  }
  if (body === undefined) return false;
  const made = decode(outcomeData.code + body).entries();
  const isIn = (entries: Entries, [code, value]: readonly [string, string]): boolean =>
    entries.some((entry) => entry[0] === code && entry[1] === value);
  return (
    made.every((entry) => isIn(wanted, entry)) &&
    wanted.every((entry) => entry[0] === tenantCode || isIn(made, entry)) &&
    made.length <= wanted.length
  );
}
