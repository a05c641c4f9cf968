import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { letHeapGrow } from './let-heap-grow.ts';

function flagsSet(execArgv: readonly string[]): readonly string[] {
  const flags: string[] = [];
  letHeapGrow(execArgv, (each) => flags.push(each));
  return flags;
}

test('the heap may grow to three times what is alive', () => {
  expect(flagsSet(['--expose-gc'])).toEqual(['--heap-growing-percent=200']);
});

test('a growth that Node was started with counts', () => {
  expect(flagsSet(['--heap-growing-percent=50'])).toEqual([]);
  expect(flagsSet(['--expose-gc', '--heap_growing_percent=50'])).toEqual([]);
});

test('this Node knows the flag: V8 says nothing about it', () => {
  const [flag = ''] = flagsSet([]);
  const set = `process.getBuiltinModule('node:v8').setFlagsFromString('${flag}')`;
  const { status, stderr } = spawnSync(process.execPath, ['--eval', set], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const unknown = spawnSync(process.execPath, ['--eval', set.replace('growing', 'shrinking')], { encoding: 'utf8' });
  expect(unknown.stderr).toContain('unrecognized flag');
});
