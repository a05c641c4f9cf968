import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

/** Where a bridge runs while the page is worked on: `pnpm dev` takes the API from there. */
const bridge = process.env['SDMP_BRIDGE'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [precompress()],
  server: { proxy: { '/api': bridge } },
  build: {
    target: 'es2023',
    // All of them know light-dark().
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The policy of the page lets no inline script and no foreign thing in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
