import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// A script for a page that the server writes itself (src/web/claim-view.ts): no page of its own.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/explore/',
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL('../../../dist/web/explore', import.meta.url)),
    emptyOutDir: true,
    // No file may turn into a data: address, which the policy keeps from everything here.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    reportCompressedSize: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('main.ts', import.meta.url)),
      output: { entryFileNames: 'main.js' },
    },
  },
});
