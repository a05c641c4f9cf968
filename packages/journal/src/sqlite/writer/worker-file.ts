/** This file's own ending: the workers are beside it, as source or built. */
const EXTENSION = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

/** Where a thread of the journal begins. */
export function workerFile(name: 'writer-worker' | 'checkpoint-worker'): URL {
  return new URL(`./${name}${EXTENSION}`, import.meta.url);
}
