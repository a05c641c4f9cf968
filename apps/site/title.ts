import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** Returns the title of a document: its first heading, without marks. */
export function titleOf(document: string): string {
  const [, heading = document] = /^# +(.+)$/m.exec(readFileSync(join(root, document), 'utf8')) ?? [];
  return heading.replaceAll(/[`*]/g, '').trim();
}
