import type { Release } from '@sdmp/protocol';
import { findInCatalogue } from './find-message.ts';
import { findBareNumber, findNumber, numberKinds } from './find-number.ts';
import type { Answer } from './topic.ts';

/** Answers each question in the words of a command line: `EO`, `EO.CS`, `reason 7`, `error 803`. */
export function findTopics(words: readonly string[], release: Release): readonly Answer[] {
  const rest = words.flatMap((word) => word.split(/\s+/)).filter((word) => word !== '');
  const answers: Answer[] = [];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const number = numberKinds.includes(word.toLowerCase()) ? rest.shift() : undefined;
    if (number !== undefined) answers.push(findNumber(word.toLowerCase(), number));
    else if (/^\d+$/.test(word)) answers.push(findBareNumber(word));
    else answers.push(findInCatalogue(word, release));
  }
  return answers;
}
