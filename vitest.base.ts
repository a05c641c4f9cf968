import { configDefaults, defineConfig, type ViteUserConfig } from 'vitest/config';

export interface TestSettings {
  /**
   * Files whose tests measure rates and times, or kill processes again and again. They run by themselves behind all others, one
   * after the other, and only when everything is run: `pnpm verify --all`.
   */
  readonly slow: readonly string[];
  /** What else the runner is told, for all tests of the workspace. */
  readonly test?: ViteUserConfig['test'];
  readonly plugins?: ViteUserConfig['plugins'];
}

/** The settings of a workspace that has slow tests: the projects `quick` and `slow`. */
export function quickAndSlow({ slow, test = {}, plugins = [] }: TestSettings): ViteUserConfig {
  return defineConfig({
    plugins,
    test: {
      ...test,
      projects: [
        { extends: true, test: { name: 'quick', exclude: [...configDefaults.exclude, ...slow] } },
        { extends: true, test: { name: 'slow', include: [...slow], maxWorkers: 1, sequence: { groupOrder: 1 } } },
      ],
    },
  });
}
