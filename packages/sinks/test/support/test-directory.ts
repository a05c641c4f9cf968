import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function makeDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'sdmp-sinks-'));
}

/** A directory that is gone after the test. */
export function testDirectory(): string {
  const directory = makeDirectory();
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
