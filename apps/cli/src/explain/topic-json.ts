import { describeValue, dispositionOf, type ParameterDefinition, type Release } from '@sdmp/protocol';
import { usesOf } from './find-message.ts';
import { addressOf, type Topic } from './topic.ts';

/** A topic as an object for programs. */
export function topicJson(topic: Topic, release: Release): object {
  switch (topic.kind) {
    case 'message': {
      const { parameters: _all, ...message } = topic.message;
      return {
        kind: topic.kind,
        address: addressOf(topic.message),
        ...message,
        parameters: topic.parameters.map(withWords),
      };
    }
    case 'parameter': {
      const alsoIn = usesOf(topic.parameter.code, release)
        .filter(({ message }) => message !== topic.message)
        .map(({ message }) => addressOf(message));
      const { message, parameter } = topic;
      return { kind: topic.kind, message: addressOf(message), ...withWords(parameter), alsoIn: [...new Set(alsoIn)] };
    }
    case 'parameterCode':
      return {
        kind: topic.kind,
        code: topic.code,
        uses: topic.uses.map(({ message, parameter }) => ({ message: addressOf(message), ...withWords(parameter) })),
      };
    case 'reason':
      return { kind: topic.kind, ...topic.reason, elsewhere: dispositionOf(topic.reason.code) ?? null };
    case 'error':
      return { kind: topic.kind, ...topic.error };
    case 'agentOutcome':
      return { kind: topic.kind, ...topic.agentOutcome };
    case 'networkCause':
      return { kind: topic.kind, ...topic.networkCause };
  }
}

/** The parts of a parameter that are left out when they are the usual, said. */
function withWords(parameter: ParameterDefinition): object {
  const { kind: valueKind, ...rest } = parameter;
  return {
    ...rest,
    valueKind,
    value: describeValue(parameter),
    mandatory: parameter.mandatory ?? false,
    since: parameter.since ?? null,
    certainty: parameter.certainty ?? 'documented',
  };
}
