import { askJson } from '../api/ask.ts';
import { ApiProblem } from '../api/problem.ts';
import type { Me, Scope } from '../api/types.ts';
import { me } from './session.ts';

/** Whether the token allows it: what it does not allow is not offered. */
export function may(scope: Scope): boolean {
  return me.value?.scopes.includes(scope) ?? false;
}

/** Asks the bridge what the token allows. Throws an `ApiProblem` as the bridge does, where the token may not even look. */
export async function learnPermissions(signal: AbortSignal): Promise<void> {
  const answer = await askJson<Me>('/me', { signal });
  me.value = answer;
  if (!may('read')) throw new ApiProblem(403, 'FORBIDDEN', `The token ${answer.name} lacks the scope read.`);
}
