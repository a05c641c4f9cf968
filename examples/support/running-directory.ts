import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Below the examples, where the packages are found, and ignored, because checks run at the same time. */
const parent = fileURLToPath(new URL('../.running', import.meta.url));

/** Makes a folder for a program that uses the packages. It is removed after the test. */
export async function runningDirectory(): Promise<string> {
  await mkdir(parent, { recursive: true });
  const directory = await mkdtemp(join(parent, 'program-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }));
  return directory;
}
