import type { Signal } from '@preact/signals';
import { ApiProblem } from '../api/problem.ts';

/** Progress of an action. */
export interface Progress {
  readonly isBusy: boolean;
  /** Result or error; empty before. */
  readonly words: string;
  readonly isBad: boolean;
}

export const idle: Progress = { isBusy: false, words: '', isBad: false };

/** Runs an action and reports its result or error. Never rejects. */
export async function act(progress: Signal<Progress>, work: () => Promise<string>): Promise<void> {
  if (progress.peek().isBusy) return;
  progress.value = { ...idle, isBusy: true };
  try {
    progress.value = { ...idle, words: await work() };
  } catch (error) {
    progress.value = { isBusy: false, words: ApiProblem.from(error).message, isBad: true };
  }
}
