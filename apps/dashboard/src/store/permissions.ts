import { askJson } from '../api/ask.ts';
import { ApiProblem } from '../api/problem.ts';
import type { Me, Scope } from '../api/types.ts';
import { me } from './session.ts';

/** Returns whether the token has a scope. Actions without permission are not shown. */
export function may(scope: Scope): boolean {
  return me.value?.scopes.includes(scope) ?? false;
}

/** Requests the token's scopes from the bridge. Throws an `ApiProblem` if the token lacks the scope read. */
export async function learnPermissions(signal: AbortSignal): Promise<void> {
  const answer = await askJson<Me>('/me', { signal });
  me.value = answer;
  if (!may('read')) throw new ApiProblem(403, 'FORBIDDEN', `The token ${answer.name} lacks the scope read.`);
}
