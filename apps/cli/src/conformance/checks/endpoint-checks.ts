import type { Check } from '../check.ts';
import type { Lab } from '../lab.ts';
import { authenticationChecks } from './authentication.ts';
import { outcomeChecks } from './outcomes.ts';
import { persistenceChecks } from './persistence.ts';
import { reportChecks } from './reports.ts';
import { subscribingChecks } from './subscribing.ts';
import { transportChecks } from './transport.ts';

/** Everything that is seen of an endpoint from outside. */
export const endpointChecks: readonly Check<Lab>[] = [
  ...subscribingChecks,
  ...outcomeChecks,
  ...persistenceChecks,
  ...transportChecks,
  ...authenticationChecks,
  ...reportChecks,
];
