import { globSync } from 'node:fs';

/** Returns every document of the repository for people. */
export function documentPaths(): readonly string[] {
  return globSync('{*,docs/**/*,packages/*/**/*,apps/*/**/*,conformance/*/*,benchmarks/*,examples/**/*}.md', {
    exclude: (path) => /(^|\/)(node_modules|dist|site\/api|CHANGELOG\.md)(\/|$)/.test(path),
  });
}
