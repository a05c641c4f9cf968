import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheHome } from './compile-cache.ts';

test.each<[NodeJS.Platform, Record<string, string>, string]>([
  ['linux', {}, join('/home/ann', '.cache')],
  ['linux', { XDG_CACHE_HOME: '/var/cache/ann' }, '/var/cache/ann'],
  ['linux', { XDG_CACHE_HOME: '' }, join('/home/ann', '.cache')],
  ['darwin', { XDG_CACHE_HOME: '/elsewhere' }, join('/home/ann', 'Library', 'Caches')],
  ['win32', { LOCALAPPDATA: '/local' }, '/local'],
  ['win32', {}, join('/home/ann', 'AppData', 'Local')],
])('on %s with %j compiled code is kept in the folder of the user', (platform, environment, parent) => {
  expect(cacheHome(environment, platform, '/home/ann')).toBe(parent);
});
