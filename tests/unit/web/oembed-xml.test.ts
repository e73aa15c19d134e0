import 'reflect-metadata';
import { xmlOf } from '../../../src/web/oembed';

test('foreign text ends no element, and what XML has no room for is left out', () => {
  const xml = xmlOf({ title: `</title><x a="1">'&]]>\u0000\u0008\ud800\uffff é😀`, width: 600 });
  expect(xml).toBe(
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n' +
      '  <title>&lt;/title&gt;&lt;x a=&quot;1&quot;&gt;&#39;&amp;]]&gt; é😀</title>\n  <width>600</width>\n</oembed>\n',
  );
});
