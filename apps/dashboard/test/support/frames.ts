import type { Browser, Page } from 'playwright-core';

/** Frames that a page drew in a time. */
export interface Frames {
  readonly drawn: number;
  /** Frames that a display of 60 Hz would have shown besides. */
  readonly missing: number;
  /** Distance of the two frames that were furthest apart, ms. */
  readonly longestMs: number;
}

/** Counts the frames of a page for a time. */
export async function countFrames(page: Page, ms: number): Promise<Frames> {
  await page.bringToFront();
  const gaps = await page.evaluate(
    (wantedMs) =>
      new Promise<number[]>((resolve) => {
        const found: number[] = [];
        let start: number | undefined;
        let last = 0;
        const frame = (time: number): void => {
          if (start !== undefined) found.push(time - last);
          start ??= time;
          last = time;
          if (time - start < wantedMs) requestAnimationFrame(frame);
          else resolve(found);
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );
  const frameMs = 1000 / 60;
  const missing = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / frameMs) - 1), 0);
  return { drawn: gaps.length, missing, longestMs: Math.max(...gaps) };
}

/** An event of Chromium's trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ph: string;
  /** Processor time, which does not count the time for which other programs have the processor. */
  readonly tdur?: number;
  readonly args: { readonly beginData?: { readonly dirtyObjects?: number; readonly totalObjects?: number } };
}

/** What the page did to draw its frames. */
export interface FrameWork {
  /** Processor time for each frame, ms, sorted: scripts, styles, layout and painting. */
  readonly processorMs: readonly number[];
  /** Boxes that the largest layout measured anew. */
  readonly mostBoxes: number;
  /** Boxes of the page. */
  readonly boxes: number;
}

/** Traces what a page does to draw its frames. */
export async function workOfFrames(browser: Browser, page: Page, ms: number): Promise<FrameWork> {
  await page.bringToFront();
  await browser.startTracing(page, { categories: ['devtools.timeline', 'cc'] });
  await countFrames(page, ms);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const updates = traceEvents.filter(({ name, ph }) => name === 'ProxyMain::BeginMainFrame' && ph === 'X');
  const threads = Map.groupBy(updates, ({ pid, tid }) => `${pid} ${tid}`);
  const [busiest = []] = [...threads.values()].toSorted((a, b) => b.length - a.length);
  const pid = busiest[0]?.pid;
  const layouts = traceEvents.flatMap(({ name, pid: of, args }) =>
    name === 'Layout' && of === pid && args.beginData !== undefined ? [args.beginData] : [],
  );
  return {
    processorMs: busiest.map(({ tdur = 0 }) => tdur / 1000).toSorted((a, b) => a - b),
    mostBoxes: Math.max(0, ...layouts.map(({ dirtyObjects = 0 }) => dirtyObjects)),
    boxes: Math.max(0, ...layouts.map(({ totalObjects = 0 }) => totalObjects)),
  };
}
