import { fill, label } from './text.ts';

/** Where documentation contradicts itself: a paragraph for each sentence, the continuation lines below its text. */
export function renderContradictions(contradictions: readonly string[], columns: number): readonly string[] {
  const indent = label('', '');
  return contradictions.flatMap((text) => {
    const [first = '', ...rest] = fill(text, columns, indent);
    return [label('contradiction', first.trimStart()), ...rest];
  });
}
