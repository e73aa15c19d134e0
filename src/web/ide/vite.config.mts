import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/ide/',
  publicDir: false,
  // The server puts each answer's nonce in its place: src/web/ide-page.ts holds the same text.
  html: { cspNonce: '__SAYSO_CSP_NONCE__' },
  build: {
    outDir: fileURLToPath(new URL('../../../dist/web/ide', import.meta.url)),
    emptyOutDir: true,
    // No file may turn into a data: address, which the policy keeps from scripts and workers.
    assetsInlineLimit: 0,
    // The editor is one large part by nature; the warning would stand in every build.
    chunkSizeWarningLimit: 6000,
    reportCompressedSize: false,
    rolldownOptions: {
      onwarn(warning, warn) {
        // "use client" means something to server rendering only; a hundred such lines would hide a real warning.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
