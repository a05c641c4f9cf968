/** This file's own ending: the workers are beside it, as source or built. */
const fileExtension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));

/** Where a thread of the journal begins. */
export function workerFile(name: 'writer-worker' | 'checkpoint-worker'): URL {
  return new URL(`./${name}${fileExtension}`, import.meta.url);
}
