import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contextsPath } from './contexts-file.ts';

test.each<[Record<string, string>, string | undefined]>([
  [{ HOME: '/home/ann' }, join('/home/ann', '.config', 'sdmp', 'contexts.json')],
  [{ HOME: '/home/ann', XDG_CONFIG_HOME: '/config' }, join('/config', 'sdmp', 'contexts.json')],
  [{ APPDATA: '/roaming' }, join('/roaming', 'sdmp', 'contexts.json')],
  [{ APPDATA: '/roaming', HOME: '/home/ann' }, join('/home/ann', '.config', 'sdmp', 'contexts.json')],
  [{ HOME: '', APPDATA: '' }, undefined],
])('with %j saved endpoints are kept in the folder of the user, as on Windows too', (environment, path) => {
  expect(contextsPath({ environment })).toBe(path);
});
