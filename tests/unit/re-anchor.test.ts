import fc from 'fast-check';
import { sha256Of } from '../../src/sha256';
import { quoteAt } from '../../src/features/span/locate';
import { reAnchor, type FormerSpan } from '../../src/features/span/re-anchor';

/** What is spent: characters searched for similar words, and windows hashed. */
const spent = { characters: 0, hashes: 0 };
jest.mock('approx-string-match', () => {
  const { default: search } = jest.requireActual('approx-string-match');
  return {
    __esModule: true,
    default: (text: string, pattern: string, errors: number) => {
      spent.characters += text.length;
      return search(text, pattern, errors);
    },
  };
});
jest.mock('../../src/features/document/document.service', () => {
  const actual = jest.requireActual('../../src/features/document/document.service');
  return {
    ...actual,
    sha256Of: (text: string) => {
      spent.hashes += 1;
      return actual.sha256Of(text);
    },
  };
});
beforeEach(() => Object.assign(spent, { characters: 0, hashes: 0 }));

/** The span of `words` in `text`: of the first place where they stand, or the one at `from` or after. */
function spanOf(text: string, words: string, from = 0): FormerSpan {
  const start = text.indexOf(words, from);
  if (start === -1) throw new Error(`${words} does not stand in the text.`);
  return spanAt(text, start, start + words.length);
}

const spanAt = (text: string, start: number, end: number): FormerSpan => ({
  id: `spn_${start}_${end}`,
  start,
  end,
  ...quoteAt(text, start, end),
});

/** The same span as it is kept where the text is not held. */
const unheld = (span: FormerSpan): FormerSpan => ({
  ...span,
  exact: null,
  prefix: null,
  suffix: null,
  exactSha256: sha256Of(span.exact!),
});

const only = (span: FormerSpan, text: string) => reAnchor([span], text)[0]!;
/** No half of a surrogate pair stands alone. */
const isWellFormed = (text: string) => !/\p{Cs}/u.test(text);
const wordsAt = (text: string, { start, end }: { start: number | null; end: number | null }) =>
  start === null || end === null ? null : text.slice(start, end);

const article =
  'QUILLPORT - Two children died in the shelling, a spokesman for the ministry said on Tuesday. ' +
  'The ministry did not say who fired. A nurse at the harbour hospital, who asked not to be named, said 1,500 people fled. ' +
  'The port authority denied that the docks were hit.';

describe('reAnchor', () => {
  it.each<[string, string, (text: string) => string, string, string | null]>([
    ['nothing changed', 'Two children died', (text) => text, 'EXACT', 'Two children died'],
    [
      'a later sentence changed',
      'Two children died',
      (text) => text.replace('nurse', 'doctor'),
      'EXACT',
      'Two children died',
    ],
    ['a sentence before', 'Two children died', (text) => `Updated at noon. ${text}`, 'MOVED', 'Two children died'],
    ['a sentence before, a short word', 'said', (text) => `He said no. ${text}`, 'MOVED', 'said'],
    ['a number', 'Two children died', (text) => text.replace('Two', 'Five'), 'FUZZY', 'Five children died'],
    [
      'a negation comes',
      'the docks were hit',
      (text) => text.replace('were hit', 'were not hit'),
      'FUZZY',
      'the docks were not hit',
    ],
    [
      'a negation goes',
      'did not say who fired',
      (text) => text.replace('did not say', 'did say'),
      'FUZZY',
      'did say who fired',
    ],
    [
      'a typing error',
      'the harbour hospital',
      (text) => text.replace('harbour', 'harbor'),
      'FUZZY',
      'the harbor hospital',
    ],
    [
      'the number is part of a larger one',
      '500 people fled',
      (text) => text.replace('1,500', '21,500'),
      'FUZZY',
      '21,500 people fled',
    ],
    [
      'the sentence is gone',
      'the docks were hit',
      (text) => text.slice(0, text.indexOf(' The port')),
      'ORPHANED',
      null,
    ],
    ['another number in two letters', 'Two', (text) => text.replace('Two', 'Five'), 'ORPHANED', null],
    ['the text is gone', 'Two children died', () => '', 'ORPHANED', null],
    [
      'the word stands elsewhere only',
      'said',
      () => 'Everything was left unsaid, until somebody said it.',
      'FUZZY',
      'said',
    ],
    ['the word is part of another only', 'nurse', () => 'The nursery is closed.', 'ORPHANED', null],
  ])('%s', (name, words, edit, status, found) => {
    const from = name.startsWith('the number') ? article.replace('1,500', '500') : article;
    const after = edit(article);
    const answer = only(spanOf(from, words), after);
    expect({ status: answer.status, words: wordsAt(after, answer) }).toEqual({ status, words: found });
    if (status === 'EXACT' || status === 'MOVED') expect(answer.score).toBe(1);
    else expect(answer.score).toBeLessThan(1);
  });

  it('never takes a number or a negation that differs for the same words, nor scores it as such', () => {
    const before = 'Officials said that two children died in the attack.';
    const after = 'Officials said that five children died in the attack.';
    expect(only(spanOf(before, 'two children died'), after)).toMatchObject({ status: 'FUZZY', start: 20, end: 38 });
    // The old number still stands somewhere else, in other words' company.
    const both = `${after} Earlier reports that two children died were wrong.`;
    const answer = only(spanOf(before, 'two children died'), both);
    expect(answer.status).toBe('FUZZY');
    expect(answer.score).toBeLessThan(1);
  });

  it('does not follow the words into a notice that says they were wrong', () => {
    const words = 'two children died in the attack on the village near the border';
    const before = `Officials said on Tuesday that ${words}. Nobody has claimed it.`;
    const after = `${before.replace('two', 'five')} Correction: this article said before that ${words}.`;
    const answer = only(spanOf(before, words), after);
    expect({ status: answer.status, words: wordsAt(after, answer) }).toEqual({
      status: 'FUZZY',
      words: words.replace('two', 'five'),
    });
    // Where the sentence itself went there, it is found.
    const rewritten = `Fire is all that was seen at noon. Later we heard ${words}, by phone.`;
    expect(only(spanOf(before, words), rewritten).status).toBe('MOVED');
  });

  it('answers in the order it was asked, whatever that is', () => {
    const spans = ['said', 'Two children died', 'denied'].map((words) => spanOf(article, words));
    const after = `Update. ${article}`;
    const answers = reAnchor(spans, after);
    expect(answers.map(({ id }) => id)).toEqual(spans.map(({ id }) => id));
    expect(reAnchor([...spans].reverse(), after)).toEqual([...answers].reverse());
  });

  describe('words that stand several times', () => {
    const twice = 'The north was hit, officials said in the morning. The south was hit, officials said in the evening.';

    it('are told apart by their context', () => {
      const after = `Both were hit, officials said. ${twice}`;
      const first = only(spanOf(twice, 'officials said'), after);
      const second = only(spanOf(twice, 'officials said', 40), after);
      expect(first).toMatchObject({ status: 'MOVED', start: twice.indexOf('officials') + 31 });
      expect(second).toMatchObject({ status: 'MOVED', start: twice.lastIndexOf('officials') + 31 });
    });

    it('are told apart although the context was edited on both sides', () => {
      const before = 'In the north, a doctor said that many had died there. In the south, a farmer said nothing of it.';
      const after =
        'In the south, a farmer said nothing of it. In the north, a doctors said that, many had died there.';
      expect(only(spanOf(before, 'said'), after)).toMatchObject({ status: 'MOVED', start: after.lastIndexOf('said') });
    });

    // More of it than the kept context shows.
    const refrain = 'and so it was told, by all who had been there: they said so. And so it was told by all who came.';

    it('are not picked silently where the context is the same', () => {
      const before = `${refrain} ${refrain}`;
      const after = `News. ${before}`;
      const answer = only(spanOf(before, 'they said so'), after);
      expect(answer).toMatchObject({ status: 'FUZZY', start: 6 + before.indexOf('they said so') });
      expect(answer.score).toBeLessThan(1);
    });

    it('are taken as unmoved where they stand in place with the same context', () => {
      const before = `${refrain} ${refrain}`;
      expect(only(spanOf(before, 'they said so', 90), before).status).toBe('EXACT');
    });

    it('are put where the text around went', () => {
      const before = `${refrain} The harbour master is the only witness. ${refrain}`;
      const after = `${refrain} ${before}`;
      const spans = [spanOf(before, 'The harbour master is the only witness'), spanOf(before, 'they said so', 120)];
      expect(reAnchor(spans, after)[1]).toMatchObject({
        status: 'FUZZY',
        start: spans[1]!.start + refrain.length + 1,
      });
    });

    it('are not unmoved where the text around moved onto others of them', () => {
      const before = `${refrain} The harbour master is the only witness.`;
      const after = `${refrain} ${before}`;
      const spans = [spanOf(before, 'they said so'), spanOf(before, 'The harbour master is the only witness')];
      expect(reAnchor(spans, after).map(({ status }) => status)).toEqual(['FUZZY', 'MOVED']);
    });

    it('keep the order of one attribution', () => {
      const before = `${refrain} ${refrain}`;
      const after = `${refrain} ${before}`;
      const spans = [spanOf(before, 'they said so'), spanOf(before, 'they said so', 90)];
      const owned = spans.map((span) => ({ ...span, owner: 'atr_1' }));
      const [first, second] = reAnchor(owned, after);
      expect(first!.start).toBeLessThan(second!.start!);
    });

    it('a copy does not take the place of words whose own context was cut', () => {
      // The span's own sentence is edited just before it; its twin has the old prefix and another suffix.
      const before = `It is certain, as the inspector of the port wrote, that no ship left before the storm came in.`;
      const after = `${before.replace('wrote, that', 'wrote, hesitantly, that')} Again: as the inspector of the port wrote, that no ship left is false.`;
      const answer = only(spanOf(before, 'that no ship left'), after);
      expect(answer.status).toBe('FUZZY');
    });
  });

  describe('similar words', () => {
    it('are sought where the context stands, before a closer match elsewhere', () => {
      const before =
        'In a letter to the council of the town, the mayor promised to rebuild the old school by the spring of next year.';
      const after = `The mayer promised to rebuild the old church. ${before.replace('rebuild the old school', 'rebuilt that old schools')}`;
      const answer = only(spanOf(before, 'the mayor promised to rebuild the old school'), after);
      expect(wordsAt(after, answer)).toBe('the mayor promised to rebuilt that old schools');
      expect(answer.status).toBe('FUZZY');
    });

    it('are found in long quotations by a piece of them', () => {
      const long = Array.from({ length: 120 }, (_, at) => `item${at * 7919}`).join(' ');
      const before = `Start of the text. ${long} End of the text.`;
      const edited = long.replace('item0 ', 'thing ').replace(/item475140 /, '');
      const after = `Something new. Start of the text. ${edited} End of the text.`;
      const answer = only(spanOf(before, long), after);
      expect({ status: answer.status, words: wordsAt(after, answer) }).toEqual({ status: 'FUZZY', words: edited });
      expect(answer.score).toBeGreaterThan(0.9);
    });

    it('of a long quotation that is gone are not', () => {
      const long = Array.from({ length: 120 }, (_, at) => `item${at * 7919}`).join(' ');
      expect(only(spanOf(long, long), article.repeat(5))).toMatchObject({ status: 'ORPHANED', start: null, end: null });
    });

    it('score less the more differs', () => {
      const scores = [
        'Two children died in the shelling',
        'Two children dead in the shelling',
        'Ten children dead in a shelling',
      ].map(
        (words) =>
          only(
            spanOf(article, 'Two children died in the shelling'),
            `News. ${article.replace('Two children died in the shelling', words)}`,
          ).score,
      );
      expect(scores).toEqual([...scores].sort((one, other) => other - one));
      expect(new Set(scores).size).toBe(3);
    });
  });

  describe('surrogate pairs', () => {
    it('are not split by the same words', () => {
      // The low half alone stands inside the new pair.
      const answer = only({ id: 'spn', start: 0, end: 1, exact: '\ude00', prefix: '', suffix: '' }, 'a 😀 b');
      expect(answer.status).toBe('ORPHANED');
    });

    it('are not split by similar words', () => {
      const before = '😀 the festival was opened by a singer 😀';
      const after = 'Well: 😁 the festival was opened by a dancer 😁, it says';
      const answer = only(spanOf(before, before), after);
      expect(answer.status).toBe('FUZZY');
      expect(isWellFormed(wordsAt(after, answer)!)).toBe(true);
    });
  });

  describe('words that are not held', () => {
    const after = `Updated at noon. ${article}`;

    it('are found in place, then where their neighbours went, then anywhere', () => {
      expect(only(unheld(spanOf(article, 'Two children died')), article)).toMatchObject({ status: 'EXACT', start: 12 });
      const spans = [spanOf(article, 'Two children died'), unheld(spanOf(article, 'the docks were hit'))];
      spent.hashes = 0;
      expect(reAnchor(spans, after)[1]).toMatchObject({ status: 'MOVED', start: spans[1]!.start + 17, score: 1 });
      expect(spent.hashes).toBeLessThan(5);
      expect(only(unheld(spanOf(article, 'the docks were hit')), after)).toMatchObject({
        status: 'MOVED',
        start: spans[1]!.start + 17,
      });
    });

    it('are found at the very start', () => {
      const spans = [unheld(spanOf(after, 'QUILLPORT')), spanOf(after, 'the docks were hit')];
      expect(reAnchor(spans, article)[0]).toMatchObject({ status: 'MOVED', start: 0 });
    });

    it('are a choice where they stand several times, and orphans where they do not', () => {
      const answer = only(unheld(spanOf(article, 'ministry')), `Now: ${article}`);
      expect(answer).toMatchObject({ status: 'FUZZY', start: 5 + article.indexOf('ministry') });
      expect(answer.score).toBeLessThan(1);
      expect(only(unheld(spanOf(article, 'Two children died')), article.replace('Two', 'Five'))).toEqual({
        id: 'spn_12_29',
        status: 'ORPHANED',
        start: null,
        end: null,
        score: 0,
      });
    });

    it('without a hash are orphans', () => {
      expect(only({ ...spanOf(article, 'said'), exact: null }, article).status).toBe('ORPHANED');
    });

    it('are a choice where they stand in place and where their neighbours went', () => {
      const before = 'aaa aaa aaa aaa. The harbour master is the only witness to it.';
      const spans = [unheld(spanOf(before, 'aaa')), spanOf(before, 'The harbour master is the only witness')];
      expect(reAnchor(spans, `aaa ${before}`)[0]).toMatchObject({ status: 'FUZZY', start: 4 });
    });
  });

  describe('whatever is inserted elsewhere', () => {
    /** A text, a span of it cut at word bounds, and a place outside the span. */
    const cases = (vocabulary: string[], most: number) =>
      fc
        .record({
          words: fc.array(fc.constantFrom(...vocabulary), { minLength: 3, maxLength: most }),
          from: fc.nat(),
          count: fc.integer({ min: 1, max: 8 }),
          at: fc.nat(),
          inserted: fc.oneof(
            fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 12 }).map((all) => all.join(' ')),
            fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
          ),
        })
        .map(({ words, from, count, at, inserted }) => {
          const first = from % words.length;
          const last = Math.min(words.length, first + count);
          const start = words.slice(0, first).join(' ').length + (first > 0 ? 1 : 0);
          const span = words.slice(first, last).join(' ');
          const text = words.join(' ');
          // Before a word outside the span, or at the end of the text.
          const gaps = [...words.keys(), words.length].filter((gap) => gap <= first || gap >= last);
          const gap = gaps[at % gaps.length]!;
          const after = [...words.slice(0, gap), inserted, ...words.slice(gap)].join(' ');
          return {
            text,
            after,
            span: spanAt(text, start, start + span.length),
            moved: gap <= first ? inserted.length + 1 : 0,
          };
        });

    it('the words are found, EXACT or MOVED, where they are', () => {
      const vocabulary = Array.from({ length: 400 }, (_, at) => `${at % 3 ? 'w' : '😀'}${(at * 7919).toString(36)}`);
      fc.assert(
        fc.property(cases(vocabulary, 120), ({ text, after, span, moved }) => {
          fc.pre(after.split(span.exact!).length === 2 && text.split(span.exact!).length === 2);
          expect(only(span, after)).toEqual({
            id: span.id,
            status: moved ? 'MOVED' : 'EXACT',
            start: span.start + moved,
            end: span.end + moved,
            score: 1,
          });
        }),
        { numRuns: 500 },
      );
    });

    it('even among many repetitions the words are the same, and MOVED only to their own place', () => {
      fc.assert(
        fc.property(cases(['he', 'said', 'the', '😀', '5', '1,500', 'not'], 60), ({ text, after, span, moved }) => {
          // What stands twice with all its context cannot be told apart by it.
          const whole = span.prefix! + span.exact! + span.suffix!;
          fc.pre(text.indexOf(whole) === text.lastIndexOf(whole));
          const answer = only(span, after);
          expect(wordsAt(after, answer)).toBe(span.exact);
          if (answer.status === 'MOVED') expect(answer.start).toBe(span.start + moved);
          else if (answer.status === 'EXACT') expect(answer.start).toBe(span.start);
          else expect(answer).toMatchObject({ status: 'FUZZY' });
        }),
        { numRuns: 2_000 },
      );
    });

    it('no answer splits a surrogate pair, leaves the text or says EXACT or MOVED of other words', () => {
      const text = fc
        .array(fc.constantFrom('😀', '😁', 'a', 'b', ' ', '1', ','), { minLength: 1, maxLength: 80 })
        .map((all) => all.join(''));
      fc.assert(
        fc.property(text, text, fc.nat(), fc.nat(), fc.boolean(), (before, after, one, other, held) => {
          const whole = Array.from({ length: before.length + 1 }, (_, at) => at).filter((at) =>
            isWellFormed(before.slice(0, at)),
          );
          const [start, end] = [whole[one % whole.length]!, whole[other % whole.length]!].sort((a, b) => a - b) as [
            number,
            number,
          ];
          const span = spanAt(before, start, end);
          const answer = only(held ? span : unheld(span), after);
          const words = wordsAt(after, answer);
          if (answer.status === 'ORPHANED') return expect(words).toBeNull();
          expect(isWellFormed(words!)).toBe(true);
          expect(isWellFormed(after.slice(0, answer.start!))).toBe(true);
          expect(answer.start!).toBeLessThan(answer.end!);
          expect(answer.end!).toBeLessThanOrEqual(after.length);
          if (answer.status !== 'FUZZY') expect(words).toBe(span.exact);
          return expect(answer.score === 1).toBe(answer.status !== 'FUZZY');
        }),
        { numRuns: 2_000 },
      );
    });
  });

  describe('what it costs', () => {
    const long = Array.from(
      { length: 2_900 },
      (_, at) => ((at * 7919) % 9973).toString(36) + 'word'.slice(at % 4),
    ).join(' ');
    const spans = Array.from({ length: 300 }, (_, at) => {
      const start = long.indexOf(' ', at * 55) + 1;
      return spanAt(long, start, long.indexOf(' ', start + 40));
    });

    it('searches no text for similar words where the same ones are found', () => {
      const answers = reAnchor(spans, `An update. ${long}`);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['MOVED']));
      expect(spent.characters).toBe(0);
    });

    it('searches the whole text at most once a span, and little more', () => {
      const after = [...long].reverse().join('');
      reAnchor(spans, after);
      expect(spent.characters).toBeLessThan(spans.length * (after.length + 2_000));
    });

    it('gives up the whole text where everything is similar to everything', () => {
      const odd = Array.from({ length: 300 }, (_, at) => `${'a'.repeat(150 + (at % 70))}bc`);
      reAnchor(
        odd.map((text) => spanAt(text, 0, text.length)),
        'a'.repeat(20_000),
      );
      expect(spent.characters).toBeLessThan(20 * 20_000);
    });

    it('hashes windows of one length once, and stops at a ceiling', () => {
      reAnchor(
        spans.map((span) => ({ ...unheld(span), exactSha256: 'none' })),
        long,
      );
      expect(spent.hashes).toBeLessThan(155_000);
      spent.hashes = 0;
      const moved = spans.map(unheld);
      spent.hashes = 0;
      const answers = reAnchor(moved, `An update. ${long}`);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['MOVED']));
      expect(spent.hashes).toBeLessThan(10_000);
    });
  });
});
