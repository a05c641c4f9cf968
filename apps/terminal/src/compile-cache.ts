/** Joins parts of a path. Node's modules are asked for here, not imported, since every start runs this before the rest is loaded. */
function join(...parts: readonly string[]): string {
  return process.getBuiltinModule('node:path').join(...parts);
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Lets Node keep compiled code for the next start. Where that cannot be kept, everything is compiled again, as without it. Says
 * nothing and throws nothing. What Node was told by its own variables (`NODE_COMPILE_CACHE`, `NODE_DISABLE_COMPILE_CACHE`) counts.
 */
export function keepCompiledCode(environment: Environment, platform: NodeJS.Platform): void {
  const { NODE_COMPILE_CACHE: chosen, NODE_DISABLE_COMPILE_CACHE: disabled } = environment;
  if (chosen !== undefined || disabled !== undefined) return;
  try {
    const home = process.getBuiltinModule('node:os').homedir();
    const folder = makeCacheFolder(cacheHome(environment, platform, home));
    process.getBuiltinModule('node:module').enableCompileCache(folder);
  } catch {
    // A start without the folder is slower, and no failure.
  }
}

/**
 * Returns where programs of this user may keep what can be made again. Not in a folder that all may write to, such as that for
 * temporary files: compiled code that lies there could be another user's.
 */
export function cacheHome(environment: Environment, platform: NodeJS.Platform, home: string): string {
  const { XDG_CACHE_HOME: cache = '', LOCALAPPDATA: local = '' } = environment;
  if (platform === 'win32') return local === '' ? join(home, 'AppData', 'Local') : local;
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  return cache === '' ? join(home, '.cache') : cache;
}

/** Makes the folder one step at a time: Node's recursive way never ends below a folder such as `/proc`. */
function makeCacheFolder(home: string): string {
  const program = join(home, 'sdmp');
  const folder = join(program, 'compiled');
  for (const step of [home, program, folder]) makeFolder(step);
  return folder;
}

function makeFolder(path: string): void {
  try {
    process.getBuiltinModule('node:fs').mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
