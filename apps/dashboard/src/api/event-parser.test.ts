import { expect, test } from 'vitest';
import { EventParser } from './event-parser.ts';

const text = ': hello\n\nevent: tick\ndata: {"a":1}\n\nid: 4\ndata: one\r\ndata: two\r\n\r\nevent: nothing\n\n';
const expected = [
  { event: 'tick', data: '{"a":1}' },
  { event: 'message', data: 'one\ntwo' },
];

test('events are parsed wherever the text is split', () => {
  for (let size = 1; size <= text.length; size++) {
    const parser = new EventParser();
    const found = [];
    for (let at = 0; at < text.length; at += size) found.push(...parser.push(text.slice(at, at + size)));
    expect(found).toEqual(expected);
  }
});

test('an incomplete event is not returned', () => {
  const parser = new EventParser();
  expect(parser.push('event: tick\ndata: 1\n')).toEqual([]);
  expect(parser.push('\n')).toEqual([{ event: 'tick', data: '1' }]);
});
