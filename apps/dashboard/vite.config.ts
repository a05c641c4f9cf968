import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

/** Address of the bridge whose API `pnpm dev` uses. */
const bridge = process.env['SDMP_BRIDGE'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [precompress()],
  server: { proxy: { '/api': bridge } },
  build: {
    target: 'es2023',
    // All of them support light-dark().
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The page's content security policy allows no inline scripts and no other origins.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the page opens with is one file; what is loaded later takes what it needs from there.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', test: /src[\\/]main\.tsx$/ }] } } },
  },
});
