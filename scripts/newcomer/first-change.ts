/** Runs everything: not part of the way to the first green test. */
const wholeCheck = 'npx -y pnpm@10 verify';

/** Returns the commands of the steps of "A first change", in their order. Throws when the document has none. */
export function firstChange(contributing: string): readonly string[] {
  const [, section = ''] = /^## A first change\n([\s\S]*?)^## /m.exec(contributing) ?? [];
  const steps = [...section.matchAll(/^\d+\. .*(?:\n {3}.*)*/gm)].map(([step]) => step);
  const commands = steps.flatMap((step) =>
    [...step.matchAll(/`(npx -y pnpm@10 [^`]+)`/g)].map(([, command = '']) => command),
  );
  const upToGreen = commands.slice(0, commands.findLastIndex((command) => command.includes('vitest run')) + 1);
  if (upToGreen.length === 0 || upToGreen.includes(wholeCheck))
    throw new Error('CONTRIBUTING.md has no "A first change" with commands up to a test');
  return upToGreen;
}
