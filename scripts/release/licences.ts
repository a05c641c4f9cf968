import parse from 'spdx-expression-parse';
import { allNeeds, type ShippedPackage } from './shipped-package.ts';

/** Licences that let anyone use, change and pass on a program that contains the code, with a notice at most. */
const permitted: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** Returns whether an SPDX expression, such as `MIT OR GPL-3.0-only`, leaves a choice that is permitted. */
export function isPermitted(expression: string): boolean {
  try {
    return holds(parse(expression));
  } catch {
    return false;
  }
}

function holds(node: parse.Info): boolean {
  if ('license' in node) return permitted.has(node.license);
  const left = holds(node.left);
  return node.conjunction === 'or' ? left || holds(node.right) : left && holds(node.right);
}

/** Returns a line for each package that ships under a licence that is not permitted, or under none that is stated. */
export function licenceFaults(published: readonly ShippedPackage[]): readonly string[] {
  const all = new Set(published.flatMap((each) => [each, ...allNeeds(each)]));
  return [...all].flatMap(({ manifest: { name, version, license = 'none stated' } }) =>
    isPermitted(license)
      ? []
      : [
          `${name}@${version}: licence ${license}; permitted are ${[...permitted].join(', ')}: replace the package, or argue for it`,
        ],
  );
}
