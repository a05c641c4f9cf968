import { describeValue, enumerateOutcomes, type ParameterDefinition, parseVersion, release } from '@sdmp/protocol';
import type { z } from 'zod';
import { field, text } from './field.ts';

type ParameterName = (typeof enumerateOutcomes)['parameters'][number]['name'];

function parameterNamed(wanted: ParameterName): ParameterDefinition {
  const found = enumerateOutcomes.parameters.find(({ name }) => name === wanted);
  if (found === undefined) throw new RangeError(`EO has no ${wanted}`);
  return found;
}

function isValid({ code }: ParameterDefinition, value: string): boolean {
  return release().message(enumerateOutcomes)?.checkValue(code, value, 'write') === undefined;
}

/** Text that goes into an EO; the protocol says what is right. */
export function wireText(name: ParameterName): z.ZodType<string> {
  const parameter = parameterNamed(name);
  return text(`text of ${describeValue(parameter)}`, (value) => isValid(parameter, value));
}

/** A number that goes into an EO. */
export function wireNumber(name: ParameterName): z.ZodType<number> {
  const parameter = parameterNamed(name);
  return field(describeValue(parameter), { type: 'integer' }, (value) =>
    typeof value === 'number' && isValid(parameter, String(value)) ? value : undefined,
  );
}

/** Whether a release knows this parameter of EO (EO-10). */
export function isKnownTo(releaseName: string | undefined, name: ParameterName): boolean {
  return release(releaseName).message(enumerateOutcomes)?.codes.has(parameterNamed(name).code) === true;
}

function isRelease(value: string): boolean {
  try {
    parseVersion(value);
    return true;
  } catch {
    return false;
  }
}

export const releaseName = text('two to four numbers with dots between, in quotes, such as "10.6.660"', isRelease);
