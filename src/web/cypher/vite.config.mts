import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/cypher/',
  publicDir: false,
  // The server puts each answer's nonce in its place: src/web/ide-page.ts holds the same text.
  html: { cspNonce: '__SAYSO_CSP_NONCE__' },
  build: {
    outDir: fileURLToPath(new URL('../../../dist/web/cypher', import.meta.url)),
    emptyOutDir: true,
    // No file may turn into a data: address, which the policy keeps from everything here.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    reportCompressedSize: false,
  },
});
