/** Clean-up that must run however the benchmark ends. */
const leftovers = new Set<() => void>();

process.once('exit', () => {
  for (const remove of leftovers) remove();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** Registers a synchronous function to run when this process exits. Returns a function that cancels it. */
export function atExit(remove: () => void): () => void {
  leftovers.add(remove);
  return () => {
    leftovers.delete(remove);
  };
}
