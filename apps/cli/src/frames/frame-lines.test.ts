import { release } from '@sdmp/protocol';
import { anyCharacter } from '@sdmp/protocol/arbitrary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeFrame } from './describe-frame.ts';
import { parseFrameLine } from './parse-frame-line.ts';

const text = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.string({ unit: fc.constantFrom('OZ', 'CG:MA:', 'ER', '\\', 'DT', 'FM"', '"', '{', '}', 'TX1', 'RE7', ' ') }),
);

test('whatever a frame holds, its line gives it back', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('\0', '\r\n', '\n', ''), (frame, end) => {
      const line = JSON.stringify(describeFrame({ before: '\r\n', text: frame, end, isOversized: false }, release()));
      expect(parseFrameLine(line)).toBe(`\r\n${frame}${end}`);
    }),
  );
});

test.each([
  ['[1]', 'it is no JSON object'],
  ['{"code":"EO","service":"CG"}', "'service' and 'interface' must both be given"],
  ['{"code":"EO","service":"C","interface":"MA"}', "'service' must be two letters"],
  ['{"code":"EO","params":{}}', "'params' must be a list"],
  ['{"code":"EO","params":[["TX",1]]}', 'both in quotes'],
  ['{"code":"EO","params":[["TX","\\u0000"]]}', 'holds a NUL'],
  ['{"code":"EO","terminator":1}', "'terminator' must be text"],
  ['{"code":null,"params":[]}', 'too large'],
])('%s is refused', (line, why) => {
  expect(() => parseFrameLine(line)).toThrow(why);
});
