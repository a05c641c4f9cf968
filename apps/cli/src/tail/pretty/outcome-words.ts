import type { Outcome } from '@sdmp/outcomes';
import type { Classification } from '@sdmp/outcomes/rules';
import { agentOutcomeOf } from '@sdmp/protocol';
import type { WordsOfRules } from '../words-of-rules.ts';

/** Returns what an outcome is called: by the agent, then in another system. */
export type OutcomeWords = (outcome: Outcome) => readonly (string | undefined)[];

type Word = Classification[string];

/** Certainties that need no mention: the vendor or the installation says so, or the word means the same. */
const plain: ReadonlySet<Word> = new Set(['documented', 'installation', 'exact']);

/** Returns a word with its certainty behind it where that is less than sure. */
function wordOf(word: Word, certainty: Word): string | undefined {
  if (word === undefined) return undefined;
  return plain.has(certainty) ? String(word) : `${String(word)} (${String(certainty)})`;
}

function named(code: number, word: string | undefined): string {
  return word === undefined ? String(code) : `${code} ${word}`;
}

/** Returns the words of the vendor's documentation. */
const vendorWords: OutcomeWords = ({ agentOutcome }) => {
  if (agentOutcome === undefined) return [];
  const known = agentOutcomeOf(agentOutcome);
  return [named(agentOutcome, wordOf(known?.name, known?.certainty))];
};

/** Returns the words of a file of rules, or without one those of the vendor. */
export function outcomeWords(words: WordsOfRules | undefined): OutcomeWords {
  if (words === undefined) return vendorWords;
  return (outcome) => {
    const said = words.classify(outcome);
    const { agentOutcome } = outcome;
    return [
      agentOutcome === undefined
        ? undefined
        : named(agentOutcome, wordOf(said['agentOutcomeName'], said['agentOutcomeCertainty'])),
      wordOf(said['disposition'], said['dispositionCertainty']),
    ];
  };
}
