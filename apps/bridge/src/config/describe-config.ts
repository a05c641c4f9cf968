import { configShapes } from './bridge-config.ts';

/** Every key of the configuration with its meaning, a line each. */
export function describeConfig(): readonly string[] {
  return Object.entries(configShapes).flatMap(([section, shape]) =>
    Object.entries(shape).map(
      ([key, { description = '' }]) => `${section === '' ? key : `${section}.${key}`}: ${description}`,
    ),
  );
}
