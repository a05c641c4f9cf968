import { fill, label } from './text.ts';
import { type AnswerDefinition, type MessageDefinition, type ParameterDefinition, describeValue } from '@sdmp/protocol';
import { type ParameterUse, addressOf } from './topic.ts';

/** Where documentation contradicts itself: a paragraph for each sentence, the continuation lines below its text. */
export function renderContradictions(contradictions: readonly string[], columns: number): readonly string[] {
  const indent = label('', '');
  return contradictions.flatMap((text) => {
    const [first = '', ...rest] = fill(text, columns, indent);
    return [label('contradiction', first.trimStart()), ...rest];
  });
}

const directions = { toDialer: 'to the dialer', fromDialer: 'from the dialer' } as const;

const completenessText = {
  complete: 'every parameter is documented',
  partial: 'some parameters are not documented publicly, or are concluded',
  namedOnly: 'only the name is documented publicly',
} as const;

export function renderMessage(
  message: MessageDefinition,
  parameters: readonly ParameterDefinition[],
  columns: number,
): readonly string[] {
  const { code, name, direction, since, completeness, summary, notes, example, aliases = [], rules = [] } = message;
  const { answeredBy, contradictions = [] } = message;
  const lines = [
    `${code}  ${name}  (${addressOf(message)}, ${directions[direction]})`,
    ...fill(summary, columns, '  '),
  ];
  if (notes !== undefined) lines.push(...fill(notes, columns, '  '));
  lines.push(label('since', since ?? 'every release'), label('certainty', completenessText[completeness]));
  if (aliases.length > 0) lines.push(label('also read as', aliases.join(', ')));
  if (example !== undefined) lines.push(...labelled('example', example));
  for (const rule of rules) lines.push(label('rule', `at least one of ${rule.codes.join(', ')}`));
  if (answeredBy !== undefined) lines.push(label('answered by', answerText(answeredBy)));
  lines.push(...renderContradictions(contradictions, columns));
  if (parameters.length > 0) lines.push('  parameters', ...parameterTable(parameters));
  for (const parameter of parameters) {
    const ofParameter = (parameter.contradictions ?? []).map((text) => `${parameter.code}: ${text}`);
    lines.push(...renderContradictions(ofParameter, columns));
  }
  return lines;
}

function answerText({ code, certainty = 'documented' }: AnswerDefinition): string {
  return certainty === 'documented' ? code : `${code}, ${certaintyText[certainty]}`;
}

/** Examples are to be copied: they are never broken. */
function labelled(name: string, value: string): readonly string[] {
  const [first = '', ...rest] = value.split('\n');
  return [label(name, first), ...rest.map((line) => label('', line))];
}

function parameterTable(parameters: readonly ParameterDefinition[]): readonly string[] {
  const width = Math.max(...parameters.map(({ name }) => name.length));
  return parameters.map((parameter) => {
    const { code, name, mandatory, since, certainty = 'documented' } = parameter;
    const remarks = [
      mandatory ? 'mandatory' : '',
      describeValue(parameter),
      since === undefined ? '' : `since ${since}`,
      certainty === 'documented' ? '' : certaintyText[certainty],
    ];
    return `    ${code}  ${name.padEnd(width)}  ${remarks.filter((remark) => remark !== '').join(', ')}`;
  });
}

const certaintyText = {
  documented: 'documented',
  example: 'seen in an example only',
  inferred: 'concluded from sister messages',
} as const;

export function renderParameter(
  { message, parameter }: ParameterUse,
  elsewhere: readonly string[],
  columns: number,
): readonly string[] {
  const { code, name, mandatory, since, certainty = 'documented', summary } = parameter;
  const lines = [
    `${message.code}.${code}  ${name}  (a parameter of ${addressOf(message)}, ${message.name})`,
    ...fill(summary, columns, '  '),
    label('value', describeValue(parameter)),
    label('mandatory', mandatory ? 'yes' : 'no'),
    label('since', since ?? message.since ?? 'every release'),
    label('certainty', certaintyText[certainty]),
  ];
  lines.push(...renderContradictions(parameter.contradictions ?? [], columns));
  if (message.example?.includes(`\\${code}`)) lines.push(...labelled('example', message.example));
  if (elsewhere.length > 0) lines.push(...fill(`also in  ${elsewhere.join(' ')}`, columns, '  '));
  return lines;
}

/** Every meaning of a code, each with the messages that use it so. */
export function renderParameterCode(code: string, uses: readonly ParameterUse[], columns: number): readonly string[] {
  const meanings = new Map<string, string[]>();
  for (const { message, parameter } of uses) {
    const meaning = `${parameter.name}: ${describeValue(parameter)}`;
    const places = meanings.get(meaning) ?? [];
    places.push(addressOf(message));
    meanings.set(meaning, places);
  }
  const lines = [`${code}  a parameter of ${uses.length} ${uses.length === 1 ? 'message' : 'messages'}`];
  for (const [meaning, places] of meanings) {
    lines.push(`  ${meaning}`, ...fill(`in ${[...new Set(places)].join(' ')}`, columns, '    '));
  }
  return lines;
}
