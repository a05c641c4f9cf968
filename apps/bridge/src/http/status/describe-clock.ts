import type { Status } from './schema.ts';
import type { ApiParts } from '../server/api-parts.ts';
import { isoTime } from '../responses/iso-time.ts';

/** The clock as the API shows it. */
export function describeClock({
  steps,
  lastStepAt,
  lastStepMs,
  retentionWaits,
}: ReturnType<ApiParts['clock']>): Status['clock'] {
  return {
    steps,
    ...(lastStepAt === undefined || lastStepMs === undefined
      ? {}
      : { lastStep: { at: isoTime(lastStepAt), byMs: Math.round(lastStepMs) } }),
    ...(retentionWaits === undefined
      ? {}
      : { retentionWaits: { aheadMs: Math.round(retentionWaits.aheadMs), leftMs: Math.round(retentionWaits.leftMs) } }),
  };
}
