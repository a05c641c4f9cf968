import { suggest, type Terminal } from '@sdmp/terminal';
import { InvalidArgumentError } from 'commander';
import type { Context, ContextOptions, Contexts } from './context.ts';
import { loadContexts } from './contexts-file.ts';

/** The variable that names an endpoint where the command line names none. */
export const hostVariable = 'SDMP_HOST';

/** Where a command goes, and its options with those of the context filled in. */
export interface Target<Options> {
  readonly address: string;
  readonly options: Options;
}

/**
 * Returns where a command goes: what its words name, else `SDMP_HOST`, else the context in use. `@NAME` is a saved endpoint, `@` the one
 * that would be taken without a word, and a name without a port a saved endpoint if there is one. Options of the command line count
 * before those of the context.
 */
export async function chooseTarget<Options extends object>(
  word: string | undefined,
  options: Options,
  terminal: Pick<Terminal, 'environment'>,
): Promise<Target<Options & ContextOptions>> {
  const { [hostVariable]: host = '' } = terminal.environment;
  const isNamed = word !== undefined && word !== '@';
  const named = isNamed ? word : host;
  // An address needs no file.
  if (named.includes(':')) return { address: named, options };
  const contexts = await loadContexts(terminal);
  if (named === '') return within(currentOf(contexts), options);
  const name = named.replace(/^@/, '');
  const context = contexts.byName.get(name);
  if (context !== undefined) return within(context, options);
  if (!named.startsWith('@')) return { address: named, options };
  const [meant] = suggest(name, contexts.byName.keys());
  const hint = meant === undefined ? "'sdmp context list' has those that are saved" : `did you mean @${meant}?`;
  throw new InvalidArgumentError(`there is no context '${name}': ${hint}`);
}

function currentOf({ current, byName }: Contexts): Context {
  const context = current === undefined ? undefined : byName.get(current);
  if (context !== undefined) return context;
  throw new InvalidArgumentError(
    `say where to: HOST:PORT, the variable ${hostVariable}, or a saved endpoint ('sdmp help context')`,
  );
}

function within<Options extends object>(
  { address, options: saved }: Context,
  options: Options,
): Target<Options & ContextOptions> {
  // Who names another user or encoding does not mean the rest of what belongs to it.
  const dropped = new Set<string>([
    ...('unicode' in options || 'encoding' in options ? ['unicode', 'encoding'] : []),
    ...('user' in options ? ['passwordFile', 'userTenant'] : []),
  ]);
  const kept = Object.fromEntries(Object.entries(saved).filter(([name]) => !dropped.has(name)));
  return { address, options: { ...kept, ...options } };
}
