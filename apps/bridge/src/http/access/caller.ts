import { HttpProblem } from '../responses/http-problem.ts';
import { type Scope, scopes } from '../me/schema.ts';

/** Who asks. */
export interface Caller {
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** Everyone on this machine, where no tokens are asked for. */
export const localCaller: Caller = { name: 'local', scopes: new Set(scopes) };

/** Throws `FORBIDDEN`. */
export function demand({ name, scopes: has }: Caller, scope: Scope): void {
  if (!has.has(scope)) throw new HttpProblem(403, 'FORBIDDEN', `the token ${name} lacks the scope ${scope}`);
}

/** Returns whether an answer shows what is masked otherwise: the caller asks for it and may. Throws `FORBIDDEN`. */
export function mayUnmask(caller: Caller, isAsked: boolean | undefined): boolean {
  if (isAsked !== true) return false;
  demand(caller, 'unmask');
  return true;
}
