import { conditionNames } from './conditions.ts';
import { isStep, pathText, readStep, type Step } from './scenario.ts';

/** What a line of standard input asks for. */
export type ProxyCommand =
  | { readonly do: 'begin'; readonly step: Step }
  | { readonly do: 'restore' }
  | { readonly do: 'nothing' }
  | { readonly do: 'complain'; readonly why: string };

/** Reads `freeze for 5s`, `latency by 100ms jitter 20ms`, `restore`. */
export function readCommand(line: string): ProxyCommand {
  const [name = '', ...words] = line.trim().split(/\s+/);
  if (name === '') return { do: 'nothing' };
  if (name === 'restore') return { do: 'restore' };
  if (name === 'help')
    return { do: 'complain', why: `conditions: ${conditionNames.join(', ')}; restore ends all of them` };
  if (words.length % 2 === 1)
    return { do: 'complain', why: `${words.at(-1) ?? ''} has no value: write such as '${name} for 5s'` };
  const fields = Array.from({ length: words.length / 2 }, (_, at) => [words[2 * at] ?? '', words[2 * at + 1]]);
  const read = readStep({ condition: name, ...Object.fromEntries(fields) });
  if (isStep(read)) return { do: 'begin', step: { ...read, after: 0 } };
  return { do: 'complain', why: read.map(({ path, message }) => `${pathText(path)} ${message}`).join('; ') };
}
