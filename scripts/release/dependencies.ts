import { allNeeds, type ShippedPackage } from './shipped-package.ts';

/** Prefix of the names of this repository's packages. */
const own = '@sdmp/';

/** Scripts that npm runs on the machine of a user when a package is installed. */
const installScripts = ['preinstall', 'install', 'postinstall'] as const;

/** What comes onto a user's machine with a published package, from others. */
export interface Dependencies {
  readonly name: string;
  /** Whether it is built into the package, so that npm installs nothing beside. */
  readonly isBuiltIn: boolean;
  /** Names of the packages that its package.json, or that of a package of ours that it needs, asks for. */
  readonly direct: readonly string[];
  /** How many packages that makes with what those need. */
  readonly count: number;
}

function isOwn({ manifest }: ShippedPackage): boolean {
  return manifest.name.startsWith(own);
}

function isPrivate({ manifest }: ShippedPackage): boolean {
  return manifest.private === true;
}

/** Returns what each published package brings from others, in the order of their names. */
export function dependenciesOf(published: readonly ShippedPackage[]): readonly Dependencies[] {
  return published
    .map((shipped) => {
      const { name, bin } = shipped.manifest;
      // The build of a program says by itself what it took; the page is built before it.
      const ours = [shipped, ...(bin === undefined ? allNeeds(shipped) : shipped.needs.filter(isPrivate))].filter(
        isOwn,
      );
      const direct = new Set(ours.flatMap(({ needs }) => needs.filter((need) => !isOwn(need))));
      const all = new Set([...direct, ...(bin === undefined ? allNeeds(shipped) : [])]);
      const names = Array.from(direct, ({ manifest }) => manifest.name).toSorted();
      const count = [...all].filter((each) => !isOwn(each)).length;
      return { name, isBuiltIn: bin !== undefined, direct: names, count };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Returns a line for each package that ships and runs a script when it is installed. */
export function scriptFaults(published: readonly ShippedPackage[]): readonly string[] {
  const all = new Set(published.flatMap((each) => [each, ...allNeeds(each)]));
  return [...all].flatMap(({ manifest: { name, version, scripts = {} } }) => {
    const found = installScripts.filter((script) => scripts[script] !== undefined);
    return found.map(
      (script) => `${name}@${version} runs a script when it is installed (${script}): replace the package`,
    );
  });
}

/** Returns the table of what each package brings, as Markdown. */
export function dependencyTable(all: readonly Dependencies[]): string {
  const rows = all.map(({ name, isBuiltIn, direct, count }) => {
    const shown = direct.length === 0 ? 'none' : direct.map((each) => `\`${each}\``).join(', ');
    return `| \`${name}\` | ${isBuiltIn ? 0 : count} | ${isBuiltIn ? count : 0} | ${shown} |`;
  });
  return `| package | installed with it | built into it | asked for directly |\n| --- | ---: | ---: | --- |\n${rows.join('\n')}`;
}
