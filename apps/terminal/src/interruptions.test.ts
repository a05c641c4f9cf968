import { expect, test } from 'vitest';
import { interruptions } from './interruptions.ts';
import { operatingSystem } from './operating-system.ts';

function source() {
  const listeners: (() => void)[] = [];
  const exits: number[] = [];
  return {
    exits,
    interrupt: () => listeners[0]?.(),
    on: (_signal: string, listener: () => void) => listeners.push(listener),
    exit: (code: number) => exits.push(code) as never,
  };
}

test('the first signal shuts down, an immediate repetition is ignored, a later one exits at once', () => {
  let time = 0;
  const process = source();
  const signal = interruptions(process, () => time);
  expect(signal.aborted).toBe(false);
  process.interrupt();
  time = 100;
  process.interrupt();
  expect({ aborted: signal.aborted, exits: process.exits }).toEqual({ aborted: true, exits: [] });
  time = 2000;
  process.interrupt();
  expect(process.exits).toEqual([1]);
});

test('closing the console window shuts down on Windows, where nothing asks for the configuration again', () => {
  const heard = (name: NodeJS.Platform): string[] => {
    const signals: string[] = [];
    const listening = { on: (signal: string) => signals.push(signal), exit: () => undefined as never };
    interruptions(listening, () => 0, operatingSystem(name));
    return signals;
  };
  expect(heard('linux')).toEqual(['SIGINT', 'SIGTERM']);
  expect(heard('darwin')).toEqual(['SIGINT', 'SIGTERM']);
  expect(heard('win32')).toEqual(['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP']);
  expect(operatingSystem('win32').reloadSignal).toBeUndefined();
  expect(operatingSystem('linux').reloadSignal).toBe('SIGHUP');
});
