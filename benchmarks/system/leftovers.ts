/** What must not outlive the benchmark, whatever ends it. */
const leftovers = new Set<() => void>();

process.once('exit', () => {
  for (const remove of leftovers) remove();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** Runs at the exit of this process, unless the function it returns was called before. Must be synchronous. */
export function atExit(remove: () => void): () => void {
  leftovers.add(remove);
  return () => {
    leftovers.delete(remove);
  };
}
