/** Time after which the page starts without a paint, for browsers that report none. */
const longestMs = 1000;

/**
 * Waits until the page has drawn what its HTML shows, so that no work stands before it. A tab in the background draws nothing, and
 * waits for nothing.
 */
export async function firstPaint(): Promise<void> {
  if (document.visibilityState === 'hidden') return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, longestMs);
  const drawn = new PerformanceObserver(() => resolve());
  drawn.observe({ type: 'paint', buffered: true });
  document.addEventListener('visibilitychange', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
  drawn.disconnect();
}
