import { decode, type Message } from '@sdmp/codec';
import { toOleDate } from '@sdmp/codec/data';
import { codeOf, defaultTenant, type MessageDefinition, outcomeData } from '@sdmp/protocol';

const codes = {
  transaction: codeOf(outcomeData, 'transactionIdentifier'),
  tenant: codeOf(outcomeData, 'tenantDescriptor'),
  campaign: codeOf(outcomeData, 'campaignName'),
  agent: codeOf(outcomeData, 'agentIdentifier'),
};

/** A documented example with something left out in a value. */
const leftOut = '{...}';
const oleDateForm = /^\d{5}\.\d{6}$/;

/** Who is there while an enumeration is answered. */
export interface Floor {
  readonly campaigns: readonly string[];
  readonly agents: readonly string[];
}

/**
 * Returns the fields of each data message that answers an enumeration: the documented example of the message, with the transaction of
 * the request, the campaigns or agents of the shift, and the time now. None where the documentation has no example.
 */
export function enumerationData(
  request: Message,
  data: MessageDefinition | undefined,
  { campaigns, agents }: Floor,
  now: number,
): readonly (readonly string[])[] {
  if (data?.example === undefined) return [];
  const example = [...decode(data.example).entries()].filter(([code]) => code !== codes.transaction);
  const isOf = (code: string): boolean => example.some(([each]) => each === code);
  // Some documented examples lack a time that the tables of the message call mandatory.
  const times = data.parameters
    .filter(({ code, kind, mandatory }) => mandatory === true && kind === 'double' && !isOf(code))
    .flatMap(({ code }) => [code, toOleDate(now)]);
  const wanted = request.get(codes.campaign);
  const names = campaigns.filter((name) => wanted === undefined || name === wanted);
  const people = isOf(codes.agent) ? agents : [undefined];
  const places = isOf(codes.campaign) ? names : [undefined];
  const count = Math.max(people.length, places.length);
  return Array.from({ length: places.length === 0 ? 0 : count }, (_, index) => {
    const known: Readonly<Record<string, string | undefined>> = {
      [codes.tenant]: request.get(codes.tenant) ?? defaultTenant,
      [codes.campaign]: places[index % places.length],
      [codes.agent]: people[index % people.length],
    };
    const fields = example.flatMap(([code, value]) => {
      if (value === leftOut) return [];
      return [code, known[code] ?? (oleDateForm.test(value) ? toOleDate(now) : value)];
    });
    return [codes.transaction, request.get(codes.transaction) ?? '', ...fields, ...times];
  });
}
