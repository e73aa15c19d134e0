import fc from 'fast-check';
import type { WholeClaim } from '../../../src/features/claim/whole-claim';
import { claimPng, claimSvg } from '../../../src/web/claim-image';
import { card, pictureOf, whole } from '../../../src/web/claim-picture';
import { createDrawer, type Drawer } from '../../../src/web/picture-drawer';
import { dotOf } from '../../../src/web/picture-dot';
import { pictureText, shortened, widthOf, wrapped } from '../../../src/web/picture-text';
import { chainOf, contradictionOf, wholeClaimOf, type Somebody } from '../../support/whole-claim';
import { dangersOf, xmlElements, type XmlElement } from '../../support/xml';

const somebody = (id: string, name = id): Somebody => ({ id: `agt_${id}`, name });
const agency = somebody('agency', 'The Agency');
const official: Somebody = { id: 'agt_official', name: 'an official', isUnnamed: true };
const ministry = somebody('ministry', 'The Ministry');
const contested = wholeClaimOf({
  chains: [
    chainOf('chn_1', [somebody('times', 'The Times'), agency, official]),
    chainOf('chn_2', [somebody('post', 'The Post'), agency, official]),
    chainOf('chn_3', [somebody('post', 'The Post'), null]),
    chainOf('chn_4', [somebody('wire', 'The Wire'), ministry], { polarity: 'DENIED' }),
    chainOf('chn_5', [agency, ministry], { presupposed: true, inLatestVersion: false }),
  ],
  contradictions: [contradictionOf('clm_3', 'the bridge was open'), contradictionOf('clm_2', 'there is no bridge')],
  origins: { distinctKnown: 2, unnamed: 1, unknown: 1, chains: 5, documents: 5 },
});

const drawers: Drawer[] = [];
/** One that remembers nothing of another's. */
function freshDrawer(): Drawer {
  // A slow machine that does other things meanwhile is none that hangs.
  const drawer = createDrawer({ patienceMs: 120_000 });
  drawers.push(drawer);
  return drawer;
}
const drawer = freshDrawer();
afterAll(() => Promise.all(drawers.map((one) => one.close())));

const svg = (claim: WholeClaim, asOf: Date | null = null, by = drawer) => claimSvg({ claim, asOf }, by);
const named = (elements: XmlElement[], name: string) => elements.filter((one) => one.name === name);

describe('what is drawn', () => {
  const { nodes, edges } = pictureOf({ claim: contested, asOf: null });
  const node = (key: string) => nodes.find((one) => one.key === key);

  test('an agent is one node in all chains, however many lead to it; nobody is a node for each time', () => {
    expect(nodes.filter(({ lines }) => lines.join(' ') === 'The Agency')).toHaveLength(1);
    expect(node('agt_agency')).toMatchObject({ role: 'Outlet and relay', kind: 'relay' });
    const twice = [chainOf('chn_1', [agency, null]), chainOf('chn_2', [ministry, null])];
    const both = pictureOf({ claim: wholeClaimOf({ chains: twice }), asOf: null });
    expect(both.nodes.filter(({ gap }) => gap === 'not named')).toHaveLength(2);
    const toOfficial = edges.filter(({ to }) => to === 'agt_official');
    expect(toOfficial).toEqual([{ from: 'agt_agency', to: 'agt_official', kind: 'cites', label: null }]);
  });

  test('each chain is a path from its outlet to the claim, and each contradiction a line beside it', () => {
    const kinds = edges.map(({ from, to, kind, label }) => [from, to, kind, label]);
    expect(kinds).toEqual(
      expect.arrayContaining([
        ['agt_times', 'agt_agency', 'cites', null],
        ['agt_official', 'clm_1', 'says', null],
        ['agt_wire', 'agt_ministry', 'cites', null],
        ['agt_ministry', 'clm_1', 'denies', 'denies'],
        ['agt_ministry', 'clm_1', 'says', 'takes for granted'],
        ['clm_1', 'clm_2', 'contradicts', 'contradicts'],
        ['clm_1', 'clm_3', 'contradicts', 'contradicts'],
      ]),
    );
    expect(new Set(kinds.map(String)).size).toBe(kinds.length);
  });

  test('a document that says it in its own voice is outlet and origin in one', () => {
    const chain = chainOf('chn_1', [agency, agency]);
    const own = pictureOf({ claim: wholeClaimOf({ chains: [chain] }), asOf: null });
    expect(own.nodes.map(({ role }) => role)).toEqual(['Outlet and origin', 'The claim']);
    expect(own.edges).toEqual([{ from: 'agt_agency', to: 'clm_1', kind: 'says', label: null }]);
  });

  test('with more than there is room for, each origin is there before any has a second chain, and the rest is told', () => {
    const origins = Array.from({ length: 9 }, (_, i) => somebody(`origin${i}`));
    const chains = Array.from({ length: 90 }, (_, i) =>
      chainOf(`chn_${i}`, [somebody(`outlet${i}`), origins[Math.max(0, i - 81)] ?? null]),
    );
    const contradictions = Array.from({ length: 20 }, (_, i) => contradictionOf(`clm_9${i}`, `otherwise ${i}`));
    const claim = wholeClaimOf({ chains, contradictions });
    for (const format of [whole, card]) {
      const cut = pictureOf({ claim, asOf: null }, format);
      expect(cut.nodes.length).toBeLessThanOrEqual(format.most);
      expect(cut.nodes.length).toBeGreaterThan(format.most - 3);
      const outlets = cut.nodes.filter(({ kind }) => kind === 'outlet').length;
      const beside = cut.nodes.filter(({ kind }) => kind === 'contradicting').length;
      expect(cut.left).toBe(`and ${90 - outlets} more chains and ${20 - beside} more contradicting claims`);
    }
    const all = pictureOf({ claim, asOf: null }).nodes.filter(({ kind }) => kind === 'origin');
    expect(all).toHaveLength(9);
    expect(pictureOf({ claim: { ...claim, cut: ['chains'] }, asOf: null }).left).toMatch(
      /^and more than \d+ more chains/,
    );
    expect(pictureOf({ claim: contested, asOf: null }).left).toBeNull();
  });

  test('what Graphviz is asked has no word of anybody’s in it', () => {
    const hostile = wholeClaimOf({ chains: [chainOf('chn_1', [somebody('"];evil', '"]; evil [label=<'), ministry])] });
    expect(dotOf(pictureOf({ claim: hostile, asOf: null }))).not.toMatch(/evil|agt_|Ministry/);
  });
});

describe('the SVG', () => {
  test('has a title and a description that tell the whole, and is an image to a screen reader', async () => {
    const elements = xmlElements(await svg(contested));
    expect(elements[0]).toMatchObject({ name: 'svg', attributes: { role: 'img', 'aria-labelledby': 'title desc' } });
    expect(elements[1]).toMatchObject({ name: 'title', text: 'the bridge was closed' });
    expect(elements[2]?.text).toMatch(
      /^5 chains in 5 documents lead to 2 distinct known origins, 1 of them not named, 1 origin not stated besides\. It is denied in 1 chain\. It is contradicted by 2 claims\. 1 chain is not in the latest version\./,
    );
    expect(elements[2]?.text).toContain('Said: The Times, from The Agency, from an official.');
    expect(elements[2]?.text).toContain('Denied: The Wire, from The Ministry.');
  });

  test('tells by line and by word, never by colour alone', async () => {
    const elements = xmlElements(await svg(contested));
    const texts = named(elements, 'text').map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['Origin: not named', 'denies', 'contradicts', 'takes for granted']));
    const dashed = named(elements, 'rect').filter(({ attributes }) => attributes['stroke-dasharray']);
    expect(dashed).toHaveLength(2);
    // A double line: a broad red one, and one in the colour of the ground over it.
    const against = named(elements, 'path').filter(({ attributes }) => attributes['stroke-width'] === '5.4');
    expect(against).toHaveLength(2);
    for (const { attributes } of against) {
      const over = named(elements, 'path').filter((one) => one.attributes.d === attributes.d);
      expect(over.map((one) => one.attributes.stroke)).toEqual(['#b3261e', '#ffffff']);
    }
  });

  test('says that it is a past view, and what is left out', async () => {
    const past = await svg(contested, new Date('2026-01-31T18:00:00Z'));
    expect(past).toContain('A past view: what was recorded at 2026-01-31 18:00:00 UTC.');
    expect(await svg(contested)).not.toContain('past view');
    expect(await svg({ ...contested, cut: ['contradictions'] })).toContain('Not drawn: and more contradicting claims.');
  });

  test('is of the same bytes in any order of rows and in any process', async () => {
    const first = await svg(contested);
    const turned = {
      ...contested,
      chains: [...contested.chains].reverse(),
      contradictions: [...contested.contradictions].reverse(),
    };
    expect(await svg(turned, null, freshDrawer())).toBe(first);
    // One that has drawn others before.
    const used = freshDrawer();
    await svg(wholeClaimOf({ chains: contested.chains.slice(0, 2) }), null, used);
    expect(await svg(contested, null, used)).toBe(first);
  });

  test('is well-formed, acts on nothing and reaches nowhere, whatever the names are', async () => {
    const nasty = [
      '<script>alert(1)</script>',
      `"'><image href="https://evil.example/x" onload="x()"/>`,
      ']]><foreignObject/>',
      '&lt;!ENTITY x SYSTEM "file:///etc/passwd"> &x;',
      '\u0000\u0001\u0008\u001f\u007f\ud800 \udc00\ufffe\uffff',
      '\u202eturned\u2066 round\u202c',
      '"]; n0 -> n1 [URL="javascript:x()"]',
      'Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo',
      'x'.repeat(5000),
      '',
    ];
    const anybody = fc.record({
      id: fc.constantFrom('agt_1', 'agt_2', 'agt_3', 'agt_4', 'agt_5'),
      name: fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' })),
      isUnnamed: fc.boolean(),
    });
    const chain = fc.array(fc.option(anybody, { freq: 5 }), { minLength: 1, maxLength: 5 });
    const text = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(chain, { maxLength: 12 }),
        fc.array(text, { maxLength: 3 }),
        text,
        async (all, others, own) => {
          const claim = wholeClaimOf({
            text: own,
            chains: all.map((hops, i) => chainOf(`chn_${i}`, hops as [Somebody], { presupposed: i % 3 === 0 })),
            contradictions: others.map((other, i) => contradictionOf(`clm_9${i}`, other)),
          });
          const drawn = await svg(claim);
          expect(dangersOf(drawn)).toEqual([]);
          expect(drawn).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000-\u0008]/);
          const longest = Math.max(...named(xmlElements(drawn), 'text').map((one) => [...one.text].length));
          expect(longest).toBeLessThan(140);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the PNG', () => {
  test('is a card of 1200 by 630, of the same bytes each time, and of a claim with nothing, too', async () => {
    const first = Buffer.from(await claimPng({ claim: contested, asOf: null }, drawer));
    expect(first.equals(Buffer.from(await claimPng({ claim: contested, asOf: null }, freshDrawer())))).toBe(true);
    for (const claim of [contested, wholeClaimOf(), wholeClaimOf({ text: 'было «закрыто» · έκλεισε · أغلق الجسر' })]) {
      const png = Buffer.from(await claimPng({ claim, asOf: null }, drawer));
      expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    }
  });

  test('letters of Latin, Cyrillic, Greek and Arabic are in its fonts', async () => {
    // What no font has is the same box for every letter: two that differ have glyphs of their own.
    const drawn = async (text: string) =>
      Buffer.from(await claimPng({ claim: wholeClaimOf({ text }), asOf: null }, drawer));
    for (const [one, other] of ['ñß', 'жш', 'λω', 'غف'].map((pair) => [...pair])) {
      expect((await drawn(one ?? '')).equals(await drawn(other ?? ''))).toBe(false);
    }
  });
});

describe('the thread that draws', () => {
  test('is given up where a drawing fails, and the next one has a new one', async () => {
    const own = freshDrawer();
    await expect(own.layout('digraph { a -> ')).rejects.toThrow(/could not be drawn: .*syntax error/);
    await expect(own.png('<svg')).rejects.toThrow(/could not be drawn/);
    expect(await own.layout('digraph { a -> b }')).toContain('"bb"');
    await own.close();
    await expect(own.layout('digraph { b -> a }')).rejects.toThrow('closed');
  });

  test('leaves this one free meanwhile', async () => {
    const own = freshDrawer();
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    await svg(contested, null, own);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(3);
  });

  test('does not wait for ever', async () => {
    const own = createDrawer({ patienceMs: 1 });
    await expect(own.layout('digraph { a -> b }')).rejects.toThrow('took longer than 1 ms');
    await own.close();
  });
});

describe('text of a picture', () => {
  test.each([
    ['a\u202eb\u2066c', 'abc'],
    ['a\n\t\u0000b\ud800', 'a b'],
    ['e\u0301\u0301\u0301\u0301\u0301', 'e\u0301\u0301\u0301'],
    ['  x  y ', 'x y'],
  ])('%j is %j', (text, expected) => expect(pictureText(text)).toBe(expected));

  test('is cut by letters, not by halves of them', () => {
    expect(shortened('😀😀😀😀', 3)).toBe('😀😀…');
    expect(shortened('abc', 3)).toBe('abc');
  });

  test('is wrapped between words, and within those that are too long', () => {
    expect(wrapped('the bridge over the river was closed', 16, 3)).toEqual([
      'the bridge over',
      'the river was',
      'closed',
    ]);
    expect(wrapped('the bridge over the river was closed', 16, 2)).toEqual(['the bridge over', 'the river was…']);
    for (const line of wrapped('x'.repeat(100), 20, 9)) expect(widthOf(line)).toBeLessThanOrEqual(20 * 0.58 + 1);
    expect(wrapped('', 20, 3)).toEqual([]);
  });
});
