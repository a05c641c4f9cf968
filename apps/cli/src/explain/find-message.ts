import { type MessageDefinition, messages, type ParameterDefinition, type Release } from '@sdmp/protocol';
import { suggest } from '@sdmp/terminal';
import { type Answer, addressOf, type ParameterUse, type Topic } from './topic.ts';

const catalogue: readonly MessageDefinition[] = messages;

const questionForm = /^(?:([a-z0-9]{2}):([a-z0-9]{2}):)?([a-z0-9]+)(?:\.([a-z0-9]+))?$/i;

/** `EO`, `CG:MA:EO`, `EO.CS`, `EnumerateOutcomes.rateControl`, or a parameter by itself: `CS`, `rateControl`. */
export function findInCatalogue(question: string, release: Release): Answer {
  const [, service, layer, name = '', parameter] = questionForm.exec(question) ?? [];
  const found = catalogue.filter((message) => isNamed(message, name) && isAt(message, service, layer));
  if (parameter !== undefined) return findParameter(question, found, parameter, release);
  const uses = service === undefined ? usesOf(name, release) : [];
  const topics: Topic[] = byImportance(found.filter((message) => release.message(message) !== undefined)).map(
    (message) => ({ kind: 'message', message, parameters: knownParameters(message, release) }),
  );
  const [firstUse] = uses;
  if (firstUse !== undefined) topics.push({ kind: 'parameterCode', code: firstUse.parameter.code, uses });
  return answer(topics, () => laterText(found, release) ?? unknown(question, everyName(release)));
}

function findParameter(question: string, found: readonly MessageDefinition[], name: string, release: Release): Answer {
  if (found.length === 0) return unknown(question, everyName(release));
  const known = byImportance(found.filter((message) => release.message(message) !== undefined));
  const topics = known.flatMap((message): Topic[] =>
    knownParameters(message, release)
      .filter((parameter) => isParameterNamed(parameter, name))
      .map((parameter) => ({ kind: 'parameter', message, parameter })),
  );
  return answer(topics, () => {
    const later = found.flatMap(({ parameters }) =>
      parameters.filter((parameter) => isParameterNamed(parameter, name)),
    );
    const names = known.flatMap((message) => message.parameters.flatMap(({ code, name: long }) => [code, long]));
    const [{ code: messageCode } = { code: '' }] = known;
    return laterText(later, release) ?? unknown(question, names, name, (suggestion) => `${messageCode}.${suggestion}`);
  });
}

function answer(topics: readonly Topic[], otherwise: () => Answer): Answer {
  const [first, ...rest] = topics;
  return first === undefined ? otherwise() : { topics: [first, ...rest] };
}

/** The question fits something that a later release brought. */
function laterText(
  things: readonly { code: string; name: string; since?: string }[],
  release: Release,
): Answer | undefined {
  const later = things.find(({ since }) => since !== undefined && !release.includes(since));
  if (later?.since === undefined) return undefined;
  const why = `${later.code} (${later.name}) was added in ${later.since}; ${release.name} does not have it`;
  return { topics: [], why, suggestions: [] };
}

function unknown(
  question: string,
  names: Iterable<string>,
  asked: string = question.replace(/^.*:/, ''),
  format: (suggestion: string) => string = (suggestion) => suggestion,
): Answer {
  return { topics: [], why: `nothing is known as '${question}'`, suggestions: suggest(asked, names).map(format) };
}

function isNamed(message: MessageDefinition, name: string): boolean {
  const wanted = name.toLowerCase();
  return [message.code, message.name, ...(message.aliases ?? [])].some((known) => known.toLowerCase() === wanted);
}

function isAt(message: MessageDefinition, service: string | undefined, layer: string | undefined): boolean {
  if (service === undefined || layer === undefined) return true;
  return message.service === service.toUpperCase() && message.interface === layer.toUpperCase();
}

function isParameterNamed({ code, name }: ParameterDefinition, asked: string): boolean {
  return code.toLowerCase() === asked.toLowerCase() || name.toLowerCase() === asked.toLowerCase();
}

function knownParameters(message: MessageDefinition, release: Release): readonly ParameterDefinition[] {
  const codes = release.message(message)?.codes;
  return message.parameters.filter(({ code }) => codes?.has(code));
}

/** Every use of a parameter, by its code or long name, that the release knows. */
export function usesOf(name: string, release: Release): readonly ParameterUse[] {
  return byImportance(catalogue).flatMap((message) =>
    knownParameters(message, release)
      .filter((parameter) => isParameterNamed(parameter, name))
      .map((parameter) => ({ message, parameter })),
  );
}

/** The management interface, on which outcomes live, goes first. */
function byImportance(found: readonly MessageDefinition[]): readonly MessageDefinition[] {
  return found.toSorted((left, right) => Number(right.interface === 'MA') - Number(left.interface === 'MA'));
}

function* everyName(release: Release): Generator<string> {
  for (const message of byImportance(catalogue)) {
    if (release.message(message) === undefined) continue;
    yield message.code;
    yield message.name;
    yield addressOf(message);
    for (const { code, name } of message.parameters) {
      yield code;
      yield name;
    }
  }
}
