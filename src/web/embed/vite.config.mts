import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  publicDir: false,
  build: {
    outDir: here('../../../dist/web/embed'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    // One classic script: it must work from a bare <script src> in any page.
    lib: { entry: here('main.ts'), formats: ['iife'], name: 'sayso', fileName: () => 'sayso.js' },
  },
});
