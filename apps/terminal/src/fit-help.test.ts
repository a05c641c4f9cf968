import { expect, test } from 'vitest';
import { fitHelp } from './fit-help.ts';

const columns = 40;

test('what fits stays as it is, whatever it is', () => {
  const help = 'Usage: sdmp x\n\nOptions:\n  --a <b>  words   with gaps\n\nTwo short lines,\nleft as they are.\n';
  expect(fitHelp(help, columns)).toBe(help);
});

test('a paragraph with a line that is too wide is broken anew, and words stay whole', () => {
  const paragraph = 'The first line is wider than the terminal is, and\nthe second is not.';
  expect(fitHelp(`\n${paragraph}\n\nShort.`, columns)).toBe(
    '\nThe first line is wider than the\nterminal is, and the second is not.\n\nShort.',
  );
});

test('the description of an option continues below its own beginning, or below the option where there is no room', () => {
  expect(fitHelp('  --first    words that need more room than there is', columns)).toBe(
    '  --first    words that need more room\n             than there is',
  );
  expect(fitHelp('  --certificate-file <file>  words that need room', columns)).toBe(
    '  --certificate-file <file>\n      words that need room',
  );
  expect(fitHelp('  a list without a gap that is wider than all of the terminal', columns)).toBe(
    '  a list without a gap that is wider\n  than all of the terminal',
  );
});

test('examples are never broken, because they are copied', () => {
  const examples = `Examples:\n  sdmp tail dialer.example:6502 --campaign Sales1\n  { "condition": "latency", "by": "100ms", "jitter": "20ms" }`;
  expect(fitHelp(examples, columns)).toBe(examples);
});
