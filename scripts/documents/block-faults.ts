import { spawnSync } from 'node:child_process';
import { SaxesParser } from 'saxes';
import { parseAllDocuments } from 'yaml';
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

/** Returns what is wrong with the form. What a configuration means is checked by the bridge: `apps/bridge/test/guides.test.ts`. */
function yamlFault(text: string): string | undefined {
  const [document] = parseAllDocuments(text);
  const [fault] = document?.errors ?? [];
  return fault?.message.split('\n', 1)[0];
}

function xmlFault(text: string): string | undefined {
  let fault: string | undefined;
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => {
    fault ??= message;
  });
  parser.write(text).close();
  return fault;
}

const nothing: Check = () => undefined;

const checks: Readonly<Record<string, Check>> = {
  sh: shellFault,
  json: jsonFault,
  jsonc: (text) => jsonFault(text.replaceAll(/^\s*\/\/.*$/gm, '')),
  yaml: yamlFault,
  xml: xmlFault,
  // A part of a page has several elements.
  html: (text) => xmlFault(`<part>${text.replaceAll(/<!doctype html>/gi, '')}</part>`),
  // Compiled all together.
  ts: nothing,
  js: nothing,
  // Drawn when the site is built, which fails at a mistake.
  mermaid: nothing,
  // For people.
  text: nothing,
};

/** Returns what is wrong with a block; undefined when nothing is. One of a language that nothing here can check is wrong, too. */
export function faultOf({ language, text }: CodeBlock): string | undefined {
  const check = checks[language];
  if (check !== undefined) return check(text);
  const known = Object.keys(checks).join(', ');
  return language === ''
    ? `a block names its language: one of ${known}`
    : `nothing checks blocks of '${language}': write the check in scripts/documents/block-faults.ts, or take one of ${known}`;
}
