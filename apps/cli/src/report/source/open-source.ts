import type { Terminal } from '@sdmp/terminal';
import { isHttpTarget, readToken, type TokenOptions } from '../../token-option.ts';
import { parseUrl } from '../../parse/arguments.ts';
import type { OutcomeSource } from './outcome-source.ts';

/** Opens a journal folder, or a bridge by its HTTP API. */
export async function openSource(target: string, options: TokenOptions, terminal: Terminal): Promise<OutcomeSource> {
  if (isHttpTarget(target)) {
    const { httpSource } = await import('./http-source.ts');
    return httpSource({ url: parseUrl(target), token: await readToken(options, terminal) });
  }
  const { journalSource } = await import('./journal-source.ts');
  return journalSource(target);
}
