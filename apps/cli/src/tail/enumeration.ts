import { answerOf, type Enumeration, type EnumerationName, type ParameterDefinition } from '@sdmp/protocol';
import type { Client, Enumerated, EnumerationRequest, Subscription } from '@sdmp/runtime';
import { InvalidArgumentError } from 'commander';

/** Any enumeration: which one is known when the command line is read. */
type AnyEnumerated = Enumerated<EnumerationName>;

/** Returns one data message as a line of JSON with its end: what the catalogue knows under long names, everything else under codes. */
export function enumeratedLine(enumeration: Enumeration): (item: AnyEnumerated) => string {
  const data = answerOf(enumeration);
  const known = new Set(data?.parameters.map((parameter) => parameter.code));
  return ({ fields, problems, message }) => {
    const others = message.entries().filter(([other]) => !known.has(other));
    const shown = {
      code: data?.code,
      name: data?.name,
      fields,
      ...(others.length === 0 ? {} : { others: Object.fromEntries(others) }),
      ...(problems.length === 0 ? {} : { problems: problems.map((problem) => problem.message) }),
    };
    return `${JSON.stringify(shown)}\n`;
  };
}

/** Subscribes with what the command line says; the client checks it member by member. */
export function enumerate(
  client: Client,
  { name }: Enumeration,
  request: Readonly<Record<string, unknown>>,
): Subscription<AnyEnumerated> {
  return client.enumerate<EnumerationName>(name, request as EnumerationRequest<EnumerationName>);
}

const numbers: ReadonlySet<string> = new Set(['integer', 'count', 'decimal', 'double']);

function valueOf({ kind }: ParameterDefinition, text: string): boolean | number | string {
  if (kind === 'flag') return true;
  return numbers.has(kind) ? Number(text) : text;
}

/** `levelOfDetail=2`, `LD=2` or a flag's name alone, for the request it belongs to. */
export function enumerationFields(
  { code, parameters }: Enumeration,
  words: readonly string[],
): Readonly<Record<string, unknown>> {
  const known: readonly ParameterDefinition[] = parameters;
  return Object.fromEntries(
    words.map((word) => {
      const [asked = '', ...rest] = word.split('=');
      const parameter = known.find((candidate) => candidate.name === asked || candidate.code === asked.toUpperCase());
      if (parameter === undefined) throw new InvalidArgumentError(`${code} has no parameter '${asked}'`);
      return [parameter.name, valueOf(parameter, rest.join('='))];
    }),
  );
}
