import { spawnSync } from 'node:child_process';
import type { CodeBlock } from './code-blocks.ts';

type Check = (text: string) => string | undefined;

/** Returns what the shell says of the syntax; nothing is run. */
function shellFault(text: string): string | undefined {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  return status === 0 ? undefined : stderr.trim();
}

/** Returns why it is no JSON: one value, or one a line. */
function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (whole) {
    try {
      for (const line of text.trim().split('\n')) JSON.parse(line);
      return undefined;
    } catch {
      return whole instanceof Error ? whole.message : String(whole);
    }
  }
}

const checks: Readonly<Record<string, Check>> = {
  sh: shellFault,
  json: jsonFault,
};

/** Returns what is wrong with a block whose language has a parser here; undefined when nothing is. */
export function faultOf({ language, text }: CodeBlock): string | undefined {
  return checks[language]?.(text);
}
