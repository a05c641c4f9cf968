import { format } from '@sdmp/codec';
import { codeOf, type MessageDefinition } from '@sdmp/protocol';

/** Values of a message by their long names; '' is a flag. */
export type Values<Definition extends MessageDefinition> = Readonly<
  Partial<Record<Definition['parameters'][number]['name'], string>>
>;

export interface FrameShape {
  /** Parameters that the catalogue does not know, or knows already: code, value, code, value … */
  readonly more?: readonly string[];
  /** Whether service and interface are in front (SDMP 2). Default false. */
  readonly isRouted?: boolean;
}

/** Returns the frame of a message with exactly these values, right or wrong: nothing is checked. */
export function frameOf<const Definition extends MessageDefinition>(
  definition: Definition,
  values: Values<Definition>,
  { more = [], isRouted = false }: FrameShape = {},
): string {
  const fields = Object.entries<string | undefined>(values).flatMap(([name, value]) =>
    value === undefined ? [] : [codeOf<MessageDefinition>(definition, name), value],
  );
  const { code } = definition;
  const place = isRouted
    ? { service: definition.service, interface: definition.interface }
    : { service: null, interface: null };
  return format({ ...place, code, fields: [...fields, ...more] });
}

/** Returns the upper limit of a parameter: characters of a text, or the value of a number. */
export function longest<const Definition extends MessageDefinition>(
  definition: Definition,
  name: Definition['parameters'][number]['name'],
): number {
  const parameter = (definition as MessageDefinition).parameters.find((candidate) => candidate.name === name);
  if (parameter?.max === undefined) throw new RangeError(`${definition.name} has no limit for ${name}`);
  return parameter.max;
}
