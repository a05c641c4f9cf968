import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { serveSite } from './support/built-site.ts';
import { patience, useSiteBrowser } from './support/site-browser.ts';

/** Where the pictures of the documents are. They are taken anew with `UPDATE_SCREENSHOTS=1`. */
const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const isAsked = process.env['UPDATE_SCREENSHOTS'] === '1';
const open = useSiteBrowser();

test.skipIf(!isAsked)('pictures of the site for the documents', async () => {
  mkdirSync(folder, { recursive: true });
  const server = await serveSite();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { page, complaints } = await open(`${server.url}/concepts.html#persist-token`);
  await page.getByRole('img', { name: 'The life of a transaction with a persist token' }).waitFor(patience);
  await page.screenshot({ path: `${folder}site-concepts.png` });
  await page.getByRole('button', { name: 'Search' }).first().click(patience);
  await page.getByRole('searchbox').fill('persist token', patience);
  await page.locator('.VPLocalSearchBox .result').first().waitFor(patience);
  await page.screenshot({ path: `${folder}site-search.png` });
  expect(complaints).toEqual([]);
});
