import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configSchema, configShapes } from './bridge-config.ts';
import { describeConfig } from './describe-config.ts';
import { parseConfig } from './parse-config.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('every key is described', () => {
  for (const line of describeConfig()) expect(line).toMatch(/^[\w.[\]]+: .{10,}/);
  const described = new Set(Object.keys(configShapes).map((section) => section.replace(/(\[\]|\.).*/, '')));
  const sections = Object.keys(configSchema.shape).filter((key) => !Object.hasOwn(configShapes[''] ?? {}, key));
  expect([...described].filter((section) => section !== '').toSorted()).toEqual(sections.toSorted());
});

test('the README has every key', () => {
  const keys = Object.values(configShapes).flatMap((shape) => Object.keys(shape));
  expect(keys.filter((key) => !readme.includes(key))).toEqual([]);
});

test('the configurations of the README are valid', () => {
  const blocks = Array.from(readme.matchAll(/```yaml\n([\s\S]*?)```/g), ([, block = '']) => block);
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) expect(() => parseConfig(block, 'README.md')).not.toThrow();
});
