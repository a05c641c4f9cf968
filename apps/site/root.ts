import { fileURLToPath } from 'node:url';

/** Folder of the repository, whose documents the site shows where they stand. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
