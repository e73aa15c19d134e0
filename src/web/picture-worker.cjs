'use strict';
// What draws, apart from the thread that answers: Graphviz and resvg, both WebAssembly, take tens of milliseconds. It
// gets { id, kind, text } and answers { id, result } or { id, error }. JavaScript, for a worker is loaded by Node itself.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { parentPort } = require('node:worker_threads');

const once = (make) => {
  let made;
  return () => (made ??= make());
};

const graphviz = once(() => require('@viz-js/viz').instance());

const resvg = once(async () => {
  const { initWasm, Resvg } = require('@resvg/resvg-wasm');
  await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return Resvg;
});

/** The only fonts of a PNG, so that it looks the same on every machine. */
const fonts = once(() =>
  [
    ['noto-sans', '400Regular/NotoSans_400Regular'],
    ['noto-sans', '600SemiBold/NotoSans_600SemiBold'],
    ['noto-sans-arabic', '400Regular/NotoSansArabic_400Regular'],
    ['noto-sans-arabic', '600SemiBold/NotoSansArabic_600SemiBold'],
  ].map(([font, file]) => {
    const folder = dirname(require.resolve(`@expo-google-fonts/${font}/package.json`));
    return new Uint8Array(readFileSync(join(folder, `${file}.ttf`)));
  }),
);

const kinds = {
  layout: async (dot) => {
    const { status, output, errors } = (await graphviz()).render(dot, { format: 'json0', engine: 'dot' });
    if (status !== 'success') throw new Error(errors.map(({ message }) => message).join('; '));
    return output;
  },
  png: async (svg) => {
    const Resvg = await resvg();
    const font = { fontBuffers: fonts(), defaultFontFamily: 'Noto Sans', sansSerifFamily: 'Noto Sans' };
    const drawing = new Resvg(svg, { font });
    try {
      const image = drawing.render();
      try {
        return image.asPng();
      } finally {
        image.free();
      }
    } finally {
      drawing.free();
    }
  },
};

parentPort.on('message', async ({ id, kind, text }) => {
  try {
    parentPort.postMessage({ id, result: await kinds[kind](text) });
  } catch (error) {
    parentPort.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
