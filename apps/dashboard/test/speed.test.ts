import { describe, expect, onTestFinished, test } from 'vitest';
import { hasChromium } from './support/browser.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { Environment } from './support/environment.ts';

const measuredMs = 10_000;
const mostTransferred = 150_000;
/** Maximum number of page updates: a tick per second, figures every two seconds, announcements, each drawn in a few steps. */
const mostChangesPerSecond = 10;

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

interface Measured {
  readonly frames: number[];
  readonly longTasks: number[];
  /** Number of changes of the page. */
  changes: number;
}

describe.skipIf(!hasChromium)('speed', () => {
  const { open } = useBrowser();

  test('the page is small, and keeps its frame rate at 1,000 outcomes per second in 1,000 campaigns', async () => {
    const campaigns = Array.from({ length: 1000 }, (_, index) => ({ name: `Campaign ${index}` }));
    const { bridge, dialer, ...all } = await Environment.start({ outcomesPerSecond: 1000, campaigns });
    onTestFinished(async () => {
      await dialer.stop();
      await bridge[Symbol.asyncDispose]();
      await all.link.close();
      await all.receiver[Symbol.asyncDispose]();
    });
    const { page } = await open(bridge.url, { viewport: { width: 1440, height: 900 } });
    await page.locator('#campaigns tbody tr').nth(20).waitFor(patience);

    const loaded = await page.evaluate(() => {
      const entries = performance.getEntries().filter((entry) => entry instanceof PerformanceResourceTiming);
      const files = entries.filter(({ name }) => !name.includes('/api/'));
      return {
        bytes: files.reduce((sum, { transferSize }) => sum + transferSize, 0),
        files: files.length,
        firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      };
    });
    expect(loaded.files).toBeGreaterThanOrEqual(3);
    expect(loaded.bytes).toBeGreaterThan(10_000);
    expect(loaded.bytes).toBeLessThan(mostTransferred);

    const { frames, longTasks, changes } = await page.evaluate(
      (ms) =>
        new Promise<Measured>((resolve) => {
          const result: Measured = { frames: [], longTasks: [], changes: 0 };
          new MutationObserver(() => result.changes++).observe(document.body, {
            subtree: true,
            childList: true,
            characterData: true,
            attributes: true,
          });
          const observer = new PerformanceObserver((list) => {
            for (const { duration } of list.getEntries()) result.longTasks.push(duration);
          });
          observer.observe({ entryTypes: ['longtask'] });
          const start = performance.now();
          let last = start;
          const frame = (time: number): void => {
            result.frames.push(time - last);
            last = time;
            if (time - start < ms) requestAnimationFrame(frame);
            else resolve(result);
          };
          requestAnimationFrame(frame);
        }),
      measuredMs,
    );
    const sorted = frames.slice(1).toSorted((a, b) => a - b);
    const figures = [0.5, 0.95, 1].map((share) => quantile(sorted, share).toFixed(1)).join(' / ');
    process.stdout.write(
      `page: ${loaded.bytes} bytes in ${loaded.files} files, first paint ${loaded.firstPaintMs.toFixed(0)} ms; ` +
        `${sorted.length} frames in ${measuredMs / 1000} s, p50 / p95 / max ${figures} ms; ` +
        `${longTasks.length} long tasks, longest ${Math.max(0, ...longTasks).toFixed(0)} ms; changed ${changes} times\n`,
    );
    // Frame times depend on the machine, so they are printed, not checked. The page must not change with each outcome.
    const seconds = frames.reduce((sum, frame) => sum + frame, 0) / 1000;
    expect(changes).toBeGreaterThan(0);
    expect(changes / seconds).toBeLessThan(mostChangesPerSecond);
  });
});
