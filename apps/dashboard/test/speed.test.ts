import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasChromium } from './support/launch-browser.ts';
import { patience, useBrowser } from './support/running-page.ts';
import { Environment } from './support/environment.ts';
import { countFrames, type Frames, workOfFrames } from './support/frames.ts';

const measuredMs = 10_000;
const mostTransferred = 150_000;
/** Maximum number of page updates: a tick per second, figures every two seconds, each drawn in a few steps, and announcements. */
const mostChangesPerSecond = 12;
/** Share of the page that one frame may measure anew. A table whose rows all change at once was half of it. */
const mostLaidOut = 1 / 3;

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What changed on the page in a time. */
interface Changes {
  readonly perSecond: number;
  /** Rows made anew in the table of campaigns. */
  readonly newRows: number;
}

function countChanges(page: Page, ms: number): Promise<Changes> {
  return page.evaluate(async (wantedMs) => {
    let changes = 0;
    let newRows = 0;
    const observer = new MutationObserver((records) => {
      changes++;
      for (const { addedNodes } of records)
        for (const node of addedNodes) if (node instanceof Element && node.closest('#campaigns tr')) newRows++;
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    const start = performance.now();
    await new Promise((resolve) => setTimeout(resolve, wantedMs));
    observer.disconnect();
    return { perSecond: (changes * 1000) / (performance.now() - start), newRows };
  }, ms);
}

/** Turns of the page and of a blank one. */
const turns = 2;

function words(frames: readonly Frames[]): string {
  const missing = frames.reduce((sum, each) => sum + each.missing, 0);
  const drawn = frames.reduce((sum, each) => sum + each.drawn, 0);
  const longest = Math.max(...frames.map(({ longestMs }) => longestMs));
  return `${missing} of ${missing + drawn} missing, longest ${longest.toFixed(0)} ms`;
}

describe.skipIf(!hasChromium)('speed', () => {
  const { open, browser } = useBrowser();

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

    const changes = await countChanges(page, measuredMs);
    const blank = await page.context().newPage();
    // In turn with a page that does nothing: what it misses too is the machine's.
    const frames: Frames[] = [];
    const framesOfBlank: Frames[] = [];
    for (let turn = 0; turn < turns; turn++) {
      frames.push(await countFrames(page, measuredMs / turns));
      framesOfBlank.push(await countFrames(blank, measuredMs / turns));
    }
    const work = await workOfFrames(browser(), page, measuredMs);
    const figures = [0.5, 0.95, 1].map((share) => quantile(work.processorMs, share).toFixed(1)).join(' / ');
    process.stdout.write(
      `page: ${loaded.bytes} bytes in ${loaded.files} files, first paint ${loaded.firstPaintMs.toFixed(0)} ms\n` +
        `frames in ${measuredMs / 1000} s: ${words(frames)}; a blank page beside it: ${words(framesOfBlank)}\n` +
        `work of a frame, p50 / p95 / max ${figures} ms of processor time; largest layout ${work.mostBoxes} of ${work.boxes} boxes; ` +
        `changed ${changes.perSecond.toFixed(1)} times a second\n`,
    );
    // Times depend on the machine, so they are printed, not checked. What is drawn must not depend on the number of outcomes.
    expect(changes.perSecond).toBeGreaterThan(0);
    expect(changes.perSecond).toBeLessThan(mostChangesPerSecond);
    expect(changes.newRows).toBe(0);
    expect(work.mostBoxes).toBeGreaterThan(0);
    expect(work.mostBoxes).toBeLessThan(work.boxes * mostLaidOut);
  });
});
