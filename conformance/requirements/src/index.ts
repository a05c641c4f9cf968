import { type RequirementId, requirements } from './requirements.ts';

export type { Basis, Requirement } from './requirement.ts';
export { type RequirementId, requirements } from './requirements.ts';

/**
 * Returns the prefix of a test's title that cites the requirements that it verifies:
 * `test(verifies('EO-2', 'EO-3') + 'an EO without FO and SO changes nothing', …)`.
 */
export function verifies(...ids: [RequirementId, ...RequirementId[]]): string {
  for (const id of ids) {
    if (!Object.hasOwn(requirements, id)) throw new RangeError(`unknown requirement id: ${id}`);
  }
  return `[${ids.join(' ')}] `;
}
