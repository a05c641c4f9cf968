import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hasChromium } from './support/launch-browser.ts';
import { useBrowser } from './support/running-page.ts';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const pages = readdirSync(`${docs}reports`).filter((name) => name.endsWith('.html'));
const isAsked = process.env['UPDATE_SCREENSHOTS'] === '1';

/** The printable part of A4 in landscape, CSS pixels: 297 less 24 mm, 210 less 24 mm. */
const paper = { width: 1032, height: 703 };

/** The pages that `sdmp report` wrote for the documents, as a browser shows and prints them. */
describe.skipIf(!hasChromium)('report pages', () => {
  const { open } = useBrowser();

  test.each(pages)('%s stands by itself, on a screen, on a telephone and on paper', async (name) => {
    const address = pathToFileURL(`${docs}reports/${name}`).href;
    const { page, requests, complaints } = await open(address, { viewport: { width: 1280, height: 360 } });
    const widest = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('script').count()).toBe(0);
    expect(requests.filter((url) => url !== address)).toEqual([]);
    expect(await widest()).toBeLessThanOrEqual(1280);
    if (isAsked) {
      await page.screenshot({ path: `${docs}images/report-${name.replace('.html', '')}.png`, fullPage: true });
    }
    // A table that is wider than a telephone moves by itself, the page does not.
    await page.setViewportSize({ width: 360, height: 700 });
    expect(await widest()).toBeLessThanOrEqual(360);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(paper);
    expect(await widest(), 'on paper nothing is cut off at the right').toBeLessThanOrEqual(paper.width);
    expect((await page.pdf({ preferCSSPageSize: true, printBackground: true })).length).toBeGreaterThan(1000);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
