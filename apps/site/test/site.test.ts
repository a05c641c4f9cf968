import { describe, expect, onTestFinished, test } from 'vitest';
import { site } from '../pages.ts';
import { addressOf } from './support/address-of.ts';
import { violationsOf } from './support/axe.ts';
import { builtPages, fileOf, serveSite } from './support/built-site.ts';
import { hasChromium, patience, useSiteBrowser } from './support/site-browser.ts';

test('every document is a page, and every link inside the site leads to a page and a heading that are there', () => {
  const pages = builtPages();
  const documents = site.flatMap(({ pages: of }) => of);
  expect(documents.length).toBeGreaterThan(40);
  const addresses = documents.map(({ page }) => `/${page.replace(/\.md$/, '.html')}`);
  for (const address of addresses) expect(fileOf(address), address).toBeDefined();
  // Each page stands in a sidebar, under a name that was chosen.
  expect(pages.map(({ path }) => path).filter((path) => path !== '/404.html' && !addresses.includes(path))).toEqual([]);
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
    for (const { pages, ownSidebar } of site) {
      if (ownSidebar !== undefined) await page.goto(server.url + ownSidebar);
      const last = addressOf(pages.at(-1)?.page ?? '');
      await page
        .locator('.VPSidebar')
        .getByRole('link')
        .and(page.locator(`[href="${last}"]`))
        .click(patience);
      await page.waitForURL(`**${last}`);
      await page.locator('main h1').first().waitFor(patience);
      if (ownSidebar !== undefined) await page.goto(server.url);
    }
    expect(complaints).toEqual([]);
  });

  // Every kind of page: axe.test.ts.
  test.each(['/guides/subscribe.html', '/concepts.html', '/api/sinks/files.html'])(
    'axe finds no violations on %s',
    async (path) => {
      const server = await serveSite();
      onTestFinished(() => server[Symbol.asyncDispose]());
      const { page } = await open(server.url + path);
      expect(await violationsOf(page)).toEqual([]);
    },
  );

  test('a diagram is drawn without a script, and is read out by its name and description', async () => {
    const server = await serveSite();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const { page, complaints } = await open(`${server.url}/concepts.html`);
    const diagram = page.getByRole('img', { name: 'The life of a transaction with a persist token' });
    await diagram.waitFor(patience);
    expect(await diagram.locator('desc').textContent()).toContain('parked');
    expect(await diagram.locator('text').allTextContents()).toContain('Parked');
    expect(await page.locator('svg[role="img"]').count()).toBe(3);
    expect(complaints).toEqual([]);
  });

  test.each([
    ['rollforward rate control', /subscribe|concepts|runtime|reference/],
    ['persist token parked', /concepts|never-lose|subscribe/],
    ['SinkRunnerOptions', /\/api\/sinks/],
    ['openSqliteJournal', /journal/],
    ['OutcomesOptions', /\/api\/runtime\/client/],
    ['exactly once CRM writer', /\/examples\/crm-writer/],
  ])('the search finds a page by words of it: %s', async (words, path) => {
    const server = await serveSite();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const { page, complaints } = await open(server.url);
    await page.getByRole('button', { name: 'Search' }).first().click(patience);
    await page.getByRole('searchbox').fill(words, patience);
    const results = page.locator('.VPLocalSearchBox .result');
    await results.first().waitFor(patience);
    const targets = await results.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(
      targets.some((target) => path.test(target)),
      targets.join(' '),
    ).toBe(true);
    await results.first().click(patience);
    await page.locator('main h1').first().waitFor(patience);
    await page.waitForURL((url) => url.pathname !== '/');
    expect(complaints).toEqual([]);
  });
});
