import type { Terminal } from '@sdmp/terminal';

/** The characters that show states and cuts, each one cell wide. */
export interface Symbols {
  readonly success: string;
  readonly failure: string;
  readonly ellipsis: string;
}

const unicode: Symbols = { success: '✓', failure: '✗', ellipsis: '…' };
const ascii: Symbols = { success: '+', failure: '-', ellipsis: '~' };

/** Returns the symbols that the locale can show: ASCII where it names an encoding other than UTF-8. */
export function symbolsOf({ environment }: Pick<Terminal, 'environment'>): Symbols {
  const { LC_ALL: all = '', LC_CTYPE: type = '', LANG: language = '', TERM: kind = '' } = environment;
  const locale = [all, type, language].find((value) => value !== '') ?? 'UTF-8';
  return /utf-?8/i.test(locale) && kind !== 'dumb' ? unicode : ascii;
}
