import { decode } from '@sdmp/codec';
import { identify, release } from '@sdmp/protocol';
import { findTopics } from '../../explain/find-topics.ts';
import { renderTopic } from '../../explain/render-topic.ts';

const catalogue = release();

/** Answers `? EO`, `? EO.CS`, `? error 803` from the catalogue. */
export function explainLine(question: string, columns: number): readonly string[] {
  const words = question.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return ['? WHAT explains a code from the catalogue, such as ? EO, ? EO.CS or ? error 803'];
  return findTopics(words, catalogue).flatMap((answer) => {
    const lines = answer.topics.flatMap((topic) => renderTopic(topic, catalogue, columns));
    if (!('why' in answer)) return lines;
    const { why, suggestions } = answer;
    return [...lines, suggestions.length === 0 ? why : `${why}; did you mean ${suggestions.join(', ')}?`];
  });
}

/** Returns what the catalogue finds wrong with a message, a line each. */
export function objectionsTo(frame: string): readonly string[] {
  const message = decode(frame);
  return identify(catalogue, message, message.fields, 'toDialer').problems.map((problem) => problem.message);
}
