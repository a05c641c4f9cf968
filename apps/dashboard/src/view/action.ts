import { batch, type Signal } from '@preact/signals';
import { ApiProblem } from '../api/problem.ts';
import { forbidden } from '../store/session.ts';

/** How something that was asked for goes. */
export interface Progress {
  readonly isBusy: boolean;
  /** What came of it, or why it failed; empty before. */
  readonly words: string;
  readonly isBad: boolean;
}

export const idle: Progress = { isBusy: false, words: '', isBad: false };

/** Notes that the token may not do that. */
export function noteForbidden(problem: ApiProblem, scope: 'admin' | 'unmask'): void {
  if (problem.status === 403) forbidden.value = new Set([...forbidden.value, scope]);
}

/** Does something for which the scope admin is needed, and says how it went. Never rejects. */
export async function act(progress: Signal<Progress>, work: () => Promise<string>): Promise<void> {
  if (progress.peek().isBusy) return;
  progress.value = { ...idle, isBusy: true };
  try {
    progress.value = { ...idle, words: await work() };
  } catch (error) {
    const problem = ApiProblem.from(error);
    batch(() => {
      noteForbidden(problem, 'admin');
      progress.value = { isBusy: false, words: problem.message, isBad: true };
    });
  }
}
