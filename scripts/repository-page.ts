/** Returns the address of the main branch of a repository, with which documents that are shipped link to files outside of their package. */
export function repositoryPage(url: string): string {
  return `${url.replace(/^git\+/, '').replace(/\.git$/, '')}/blob/main/`;
}

/** Returns the path in the repository that an address of its main branch means; undefined for any other. */
export function pathInRepository(url: string, target: string): string | undefined {
  const start = repositoryPage(url).replace('/blob/main/', '/');
  if (!target.startsWith(start)) return undefined;
  return /^(?:blob|tree|raw)\/main\/(.*)$/.exec(target.slice(start.length))?.[1];
}
