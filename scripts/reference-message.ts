import {
  answerOf,
  describeValue,
  type MessageDefinition,
  type ParameterDefinition,
} from '../packages/protocol/src/index.ts';
import { block, page, plain, table } from './reference-markdown.ts';
import { anchorOf, catalogue, exportedNameOf, linkTo } from './reference-places.ts';

const completenessText = {
  complete: 'every parameter',
  partial: 'some parameters; others are missing or concluded',
  namedOnly: 'the name only',
} as const;

/** Returns the section of one message. */
export function messageSection(message: MessageDefinition): string {
  const { code, name, summary, notes, example, parameters } = message;
  return page(
    `<a id="${anchorOf(message)}"></a>`,
    `### ${code} ${name}`,
    plain(summary),
    notes === undefined ? undefined : plain(notes),
    facts(message),
    example === undefined ? undefined : `Example:\n\n${block(example)}`,
    parameters.length === 0 ? undefined : parameterTable(parameters),
    contradictions(message),
  ).trimEnd();
}

function facts(message: MessageDefinition): string {
  const { since, completeness, source, aliases = [], rules = [] } = message;
  const answer = answerOf(message);
  const requests = catalogue.filter((request) => answerOf(request) === message);
  const certainty = message.answeredBy?.certainty ?? 'documented';
  const lines: readonly (string | undefined)[] = [
    `- in code: \`${exportedNameOf(message)}\``,
    `- since: ${since ?? 'every release'}`,
    `- documented: ${completenessText[completeness]}`,
    answer && `- answered by: ${linkTo(answer, answer.code)}${certainty === 'documented' ? '' : ` (${certainty})`}`,
    requests.length === 0
      ? undefined
      : `- answers: ${requests.map((request) => linkTo(request, request.code)).join(', ')}`,
    aliases.length === 0 ? undefined : `- also read as: ${aliases.join(', ')}`,
    ...rules.map(({ codes }) => `- rule: at least one of ${codes.join(', ')}`),
    `- documentation: \`${source}\``,
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

function parameterTable(parameters: readonly ParameterDefinition[]): string {
  return table(
    ['code', 'name', 'value', 'mandatory', 'since', 'certainty', 'meaning'],
    parameters.map((parameter) => [
      parameter.code,
      `\`${parameter.name}\``,
      plain(describeValue(parameter)),
      parameter.mandatory ? 'yes' : '',
      parameter.since ?? '',
      parameter.certainty ?? 'documented',
      plain(parameter.summary),
    ]),
  );
}

function contradictions({ contradictions: own = [], parameters }: MessageDefinition): string | undefined {
  const ofParameters = parameters.flatMap(({ code, contradictions: texts = [] }) =>
    texts.map((text) => `${code}: ${text}`),
  );
  const all = [...own, ...ofParameters];
  if (all.length === 0) return undefined;
  return `Documentation contradicts itself:\n\n${all.map((text) => `- ${plain(text)}`).join('\n')}`;
}
