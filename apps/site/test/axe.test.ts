import { describe, expect, onTestFinished, test } from 'vitest';
import { site } from '../pages.ts';
import { addressOf } from './support/address-of.ts';
import { violationsOf } from './support/axe.ts';
import { serveSite } from './support/built-site.ts';
import { hasChromium, useSiteBrowser } from './support/site-browser.ts';

/** The first and the last page of each part: overviews and what they lead to. */
const addresses = [
  ...new Set(site.flatMap(({ pages }) => [pages.at(0), pages.at(-1)]).map((page) => addressOf(page?.page ?? ''))),
];

describe.skipIf(!hasChromium)('in a browser', () => {
  const open = useSiteBrowser();

  test.each(['light', 'dark'] as const)(
    'axe finds no violations on any kind of page, %s',
    { timeout: 300_000 },
    async (colours) => {
      const server = await serveSite();
      onTestFinished(() => server[Symbol.asyncDispose]());
      expect(addresses.length).toBeGreaterThan(20);
      const { page } = await open(server.url);
      await page.emulateMedia({ colorScheme: colours });
      const found: Record<string, readonly string[]> = {};
      for (const address of addresses) {
        await page.goto(server.url + address);
        const violations = await violationsOf(page);
        if (violations.length > 0) found[address] = violations;
      }
      expect(found).toEqual({});
    },
  );
});
