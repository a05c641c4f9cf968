import type { MessageDefinition } from './define-message.ts';

/** The wire code of a parameter by its long name; a name the message does not have is a compile error. */
export function codeOf<Definition extends MessageDefinition>(
  definition: Definition,
  name: Definition['parameters'][number]['name'],
): string {
  const parameter = definition.parameters.find((candidate) => candidate.name === name);
  if (parameter === undefined) throw new RangeError(`${definition.name} has no parameter ${name}`);
  return parameter.code;
}
