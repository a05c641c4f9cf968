import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { site } from '../pages.ts';
import { builtPages, fileOf, serveSite } from './support/built-site.ts';
import { hasChromium, patience, useSiteBrowser } from './support/site-browser.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Returns the address of a page as the sidebar has it. */
function addressOf(page: string): string {
  return `/${page.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '.html')}`;
}

/** Runs axe over the page. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  return page.evaluate(async () => {
    type Run = (options: RunOptions) => Promise<AxeResults>;
    const { axe: checker } = globalThis as unknown as { axe: { run: Run } };
    const { violations } = await checker.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

test('every document is a page, and every link inside the site leads to a page and a heading that are there', () => {
  const pages = builtPages();
  const documents = site.flatMap(({ pages: of }) => of);
  expect(documents.length).toBeGreaterThan(40);
  for (const { page } of documents) expect(fileOf(`/${page.replace(/\.md$/, '.html')}`), page).toBeDefined();
  const anchors = new Map(pages.map(({ path, anchors: ids }) => [fileOf(path), ids]));
  const faults = pages.flatMap(({ path, links }) =>
    links.flatMap((link) => {
      const { origin, pathname, hash } = new URL(link, `http://site${path}`);
      if (origin !== 'http://site') return [];
      const file = fileOf(pathname);
      if (file === undefined) return [`${path}: ${link} leads nowhere`];
      const anchor = decodeURIComponent(hash.slice(1));
      const isThere = anchor === '' || anchors.get(file)?.has(anchor) !== false;
      return isThere ? [] : [`${path}: ${link}: no such heading`];
    }),
  );
  expect(faults).toEqual([]);
});

describe.skipIf(!hasChromium)('in a browser', () => {
  const open = useSiteBrowser();

  test('the site opens, and a page of each part is reached from the side', async () => {
    const server = await serveSite();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const { page, complaints } = await open(server.url);
    for (const { pages } of site) {
      const last = addressOf(pages.at(-1)?.page ?? '');
      await page
        .locator('.VPSidebar')
        .getByRole('link')
        .and(page.locator(`[href="${last}"]`))
        .click(patience);
      await page.waitForURL(`**${last}`);
      await page.locator('main h1').first().waitFor(patience);
    }
    expect(complaints).toEqual([]);
  });

  test.each(['/guides/subscribe.html', '/reference/cm.html'])('axe finds no violations on %s', async (path) => {
    const server = await serveSite();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const { page } = await open(server.url + path);
    expect(await violationsOf(page)).toEqual([]);
  });

  test('the search finds a page by a word of it', async () => {
    const server = await serveSite();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const { page, complaints } = await open(server.url);
    await page.getByRole('button', { name: 'Search' }).first().click(patience);
    await page.getByRole('searchbox').fill('rollforward rate control', patience);
    const results = page.locator('.VPLocalSearchBox .result');
    await results.first().waitFor(patience);
    await results.first().click(patience);
    await page.locator('main h1').first().waitFor(patience);
    expect(new URL(page.url()).pathname).not.toBe('/');
    expect(complaints).toEqual([]);
  });
});
