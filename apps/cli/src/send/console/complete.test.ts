import { expect, test } from 'vitest';
import { complete } from './complete.ts';
import { explainLine, objectionsTo } from './explain-line.ts';

test('the code of a message is completed, with its service and interface too', () => {
  expect(complete('E')[0]).toEqual(expect.arrayContaining(['EO\\', 'EE\\', 'EC\\']));
  expect(complete('vs')).toEqual([['VS\\'], 'vs']);
  expect(complete('CG:MA:EO')).toEqual([['CG:MA:EO\\'], 'CG:MA:EO']);
  // What only a dialer sends is not offered.
  expect(complete('OZ')[0]).toEqual([]);
});

test('parameters of the message are completed, those that are there left out', () => {
  const [all, replaced] = complete('EO\\');
  expect(replaced).toBe('');
  expect(all).toEqual(expect.arrayContaining(['TX', 'SO', 'FO', 'PS', 'CS']));
  expect(complete('EO\\TXa\\')[0]).not.toContain('TX');
  expect(complete('EO\\TXa\\P')).toEqual([['PS'], 'P']);
  expect(complete('EO\\TXa')).toEqual([[], '']);
});

test('codes are explained from the catalogue, and mistakes named', () => {
  expect(explainLine('EO', 80).join('\n')).toContain('EnumerateOutcomes');
  expect(explainLine('EOO', 80).join('\n')).toContain('did you mean');
  expect(objectionsTo('EO\\CNSales1\\SO\\FO').join('\n')).toContain('TX');
  expect(objectionsTo('VS\\TKa')).toEqual([]);
});
