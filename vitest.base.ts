import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig, type TestProjectInlineConfiguration, type ViteUserConfig } from 'vitest/config';

export interface TestSettings {
  /**
   * Files whose tests measure rates and times, or kill processes again and again. They run one after the other, behind all others
   * of the workspace, and only when everything is run; `pnpm verify --all` runs them beside the others, by the script `test:slow`.
   * Default: none.
   */
  readonly slow?: readonly string[];
  /**
   * Processes that test files at once. One is enough for tests that compute and wait for nothing: each loads the modules anew,
   * and other workspaces run beside. Default: the number of cores, at least 2.
   */
  readonly workers?: number;
  /** What else the runner is told, for all tests of the workspace. */
  readonly test?: ViteUserConfig['test'];
  readonly plugins?: ViteUserConfig['plugins'];
}

/** `TEST_SCOPE=quick` leaves out the slow files: `pnpm verify` sets it. */
const isQuick = process.env['TEST_SCOPE'] === 'quick';

/**
 * Files that run at once. The runner by itself leaves one core to what it does besides, which on two cores is one file at a
 * time, and tests wait for processes and servers more than they compute.
 */
const defaultWorkers = Math.max(availableParallelism(), 2);

/** The settings of a workspace with tests: the projects `quick` and, where there are slow files, `slow`. */
export function workspaceTests({
  slow = [],
  workers = defaultWorkers,
  test = {},
  plugins = [],
}: TestSettings = {}): ViteUserConfig {
  const quickProject: TestProjectInlineConfiguration = {
    extends: true,
    test: { name: 'quick', exclude: [...configDefaults.exclude, ...slow] },
  };
  const slowProject: TestProjectInlineConfiguration = {
    extends: true,
    test: { name: 'slow', include: [...slow], maxWorkers: 1, sequence: { groupOrder: 1 } },
  };
  return defineConfig({
    plugins,
    test: {
      // Loading the modules for every file anew took more time than the tests. What a test changes of the process it restores.
      isolate: false,
      maxWorkers: workers,
      // A machine that is busy may take its time: a test that hangs is found, a slow one is not.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      expect: { poll: { timeout: 60_000 } },
      // A workspace may have nothing but slow files.
      passWithNoTests: isQuick,
      ...test,
      projects: isQuick || slow.length === 0 ? [quickProject] : [quickProject, slowProject],
    },
  });
}
