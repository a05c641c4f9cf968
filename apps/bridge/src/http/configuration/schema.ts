import { z } from 'zod';

/** POST /configuration/reload */
export const reloadedSchema = z.object({
  reloaded: z.literal(true).describe('The file is right and in force, but for what the log says waits for a restart.'),
});

export type Reloaded = z.output<typeof reloadedSchema>;
