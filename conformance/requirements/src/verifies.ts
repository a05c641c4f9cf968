import { type RequirementId, requirements } from './requirements.ts';

/**
 * Cites the requirements a test verifies, as part of its title:
 * `test(verifies('EO-2', 'EO-3') + 'an EO without FO and SO changes nothing', …)`.
 */
export function verifies(...ids: [RequirementId, ...RequirementId[]]): string {
  for (const id of ids) {
    if (!Object.hasOwn(requirements, id)) throw new RangeError(`No requirement has the id ${id}`);
  }
  return `[${ids.join(' ')}] `;
}
