import { expect, test } from 'vitest';
import { suggest } from './suggest.ts';

const keys = ['upstreams', 'http', 'persistToken', 'retainAge', 'retainBytes'];

test.each([
  ['htpp', ['http']],
  ['persist-token', ['persistToken']],
  ['retain', ['retainAge', 'retainBytes']],
  ['UPSTREAM', ['upstreams']],
  ['journal', []],
])('%s', (asked, expected) => expect(suggest(asked, keys)).toEqual(expected));
