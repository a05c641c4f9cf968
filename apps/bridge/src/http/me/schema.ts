import { z } from 'zod';

/** What a token can allow. */
export const scopes = ['read', 'unmask', 'write', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** GET /me */
export const meSchema = z.object({
  name: z.string().describe('Name of the token; local where no tokens are asked for.'),
  scopes: z.array(z.enum(scopes)).describe('What it allows: routes say which scope they need.'),
});

export type Me = z.output<typeof meSchema>;
