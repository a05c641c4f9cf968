import type { RequirementId } from '@sdmp/requirements';
import type { Check } from '../check.ts';
import { linkSituations } from './situations-links.ts';
import { outcomeSituations } from './situations-outcomes.ts';
import type { Stage } from './stage.ts';

/** Everything that is seen of a client from outside. */
export const situations: readonly Check<Stage>[] = [...outcomeSituations, ...linkSituations];

/** Requirements of clients that no situation shows, each with the reason. */
export const notVisibleOfClient: Readonly<Partial<Record<RequirementId, string>>> = {
  'CL-1': 'it is seen inside the client alone',
  'CL-5': 'it is seen inside the client alone',
  'CL-6': 'it needs a consumer that can be stopped',
  'CON-1': 'it needs a name with several addresses',
  'RUN-3': 'runs are spoken between this client and this service alone',
  'EO-10': 'it needs a client that is set to an older release',
};
