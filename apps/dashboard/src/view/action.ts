import type { Signal } from '@preact/signals';
import { ApiProblem } from '../api/problem.ts';

/** How something that was asked for goes. */
export interface Progress {
  readonly isBusy: boolean;
  /** What came of it, or why it failed; empty before. */
  readonly words: string;
  readonly isBad: boolean;
}

export const idle: Progress = { isBusy: false, words: '', isBad: false };

/** Does something and says how it went. Never rejects. */
export async function act(progress: Signal<Progress>, work: () => Promise<string>): Promise<void> {
  if (progress.peek().isBusy) return;
  progress.value = { ...idle, isBusy: true };
  try {
    progress.value = { ...idle, words: await work() };
  } catch (error) {
    progress.value = { isBusy: false, words: ApiProblem.from(error).message, isBad: true };
  }
}
