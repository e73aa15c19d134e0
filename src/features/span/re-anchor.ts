import search from 'approx-string-match';
import type { ValueOf } from '../../graph/vocabulary';
import { sha256Of } from '../../sha256';
import { contextLength } from './locate';

/** A span as it stood in the former version. Where its words are not held, `exact` is null and `exactSha256` is given. */
export interface FormerSpan {
  id: string;
  start: number;
  end: number;
  exact: string | null;
  prefix: string | null;
  suffix: string | null;
  exactSha256?: string | null;
  /** The attribution that has it: the spans of one keep their order where the words leave a choice. */
  owner?: string | null;
}

/** Where a span stands now. `score` is 1 for EXACT and MOVED and below 1 for FUZZY; an orphan has no place. */
export interface ReAnchored {
  id: string;
  status: ValueOf<'AnchorStatus'>;
  start: number | null;
  end: number | null;
  score: number;
}

/**
 * Finds each span in the text of a later version (model.md, rule 11); the answers stand in the order of `spans`.
 *
 * EXACT: the same words at the same offsets. MOVED: the same words elsewhere, and nothing else comes near: the text
 * around agrees clearly better than at any other place. FUZZY: the best of several such places, or similar words, for
 * somebody to decide. ORPHANED: neither. A word that differs, be it a number or a "not", is FUZZY at best.
 *
 * Offsets are UTF-16 code units and never split a surrogate pair. Pure, and the same for any order of `spans`.
 */
export function reAnchor(spans: readonly FormerSpan[], newText: string): ReAnchored[] {
  const work: Work = {
    text: newText,
    steps: maximumSteps,
    hashes: maximumHashes,
    anchors: [],
    starts: new Map(),
    windows: new Map(),
  };
  const settled = new Map<FormerSpan, ReAnchored>();
  const settle = (span: FormerSpan, { start, end }: Candidate) => {
    const status = start === span.start ? 'EXACT' : 'MOVED';
    settled.set(span, { id: span.id, status, start, end, score: 1 });
    return { from: span.start, shift: start - span.start };
  };
  const inOrder = [...spans].sort(
    (one, other) => one.start - other.start || one.end - other.end || (one.id < other.id ? -1 : 1),
  );

  // What can only be one place comes first: it tells how far the text around the others moved.
  const open: { span: FormerSpan; places: ExactPlaces }[] = [];
  for (const span of inOrder) {
    if (!span.exact) continue;
    const places = exactPlaces(work, span, span.exact);
    const only = theOnePlace(span, places);
    if (only) work.anchors.push(settle(span, only));
    else open.push({ span, places });
  }

  const unheld = inOrder.filter((span) => span.exact === null && span.exactSha256 && span.start < span.end);
  const unmoved = unheld.filter((span) => hashStandsAt(work, span, span.start));
  const inPlace = unmoved.filter((span) => movedByHash(work, span) === null);
  work.anchors.push(...inPlace.map((span) => settle(span, sameWords(span, span.start))));
  for (const span of unheld) {
    if (settled.has(span)) continue;
    const moved = movedByHash(work, span);
    // Words that stand where they stood and where their neighbours went are a choice.
    const starts = moved === null ? startsByHash(work, span) : unmoved.includes(span) ? [moved, span.start] : [moved];
    const places = starts.map((start) => sameWords(span, start));
    if (places.length === 1) work.anchors.push(settle(span, places[0]!));
    else settled.set(span, choose(work, span, settled, places));
  }

  for (const { span, places } of open) {
    const place = theLikelyPlace(work, span, places);
    if (place) settle(span, place);
  }
  for (const { span, places } of open) {
    if (settled.has(span)) continue;
    const similar = (places.found[0]?.units ?? 0) >= contextLength ? [] : similarPlaces(work, span, span.exact!);
    settled.set(span, choose(work, span, settled, [...places.found, ...similar]));
  }
  return spans.map((span) => settled.get(span) ?? orphan(span, 0));
}

/** What one call shares: the text, what is left to spend on it, and what is known of where its parts went. */
interface Work {
  text: string;
  steps: number;
  hashes: number;
  /** Spans whose place is certain, and how far they moved. */
  anchors: { from: number; shift: number }[];
  /** Where the same words stand. */
  starts: Map<string, number[]>;
  /** Of each length, where on word boundaries each hash stands. */
  windows: Map<number, Map<string, number[]>>;
}

/** A place that a span may have. */
interface Candidate {
  start: number;
  end: number;
  /** 1 − errors / length. */
  words: number;
  /** How much of the former context stands around it, in code units, at most `contextLength` a side. */
  units: number;
  /** How many sides agree to the end of the kept context, or up to the edge of both texts. */
  fullSides: number;
}

interface ExactPlaces {
  /** Best context first. */
  found: Candidate[];
  /** There were more than are looked at. */
  capped: boolean;
}

/** Similar words may differ by this share of their length, and a little more once cut at whole words. */
const errorShare = 0.25;
const errorShareOfWords = 0.34;
const maximumErrors = 512;
/** So many units of context must tell one place from the next. */
const clearMargin = 10;
/** How much of the score of similar words hangs on their context. */
const contextWeight = 0.4;
/** Words and context that agree make up as much as this, or similar words are no find at all. */
const leastEvidence = 12;
/** Longer quotations are found by pieces of `pieceLength`. */
const longQuotation = 256;
const pieceLength = 64;
/** How far around the place where words are expected they are looked for first. */
const reach = 256;
/** Ceilings of one call: places looked at for one span, characters compared, windows hashed. */
const maximumPlaces = 500;
const maximumRefined = 24;
const mostBrackets = 4;
const maximumSteps = 60_000_000;
const stepsOfStart = 2_000;
const maximumHashes = 150_000;

// ---- the same words

function exactPlaces(work: Work, span: FormerSpan, exact: string): ExactPlaces {
  const { text } = work;
  const all = startsOf(work, exact);
  const capped = all.length > maximumPlaces;
  const near = capped ? all.filter((at) => at < span.start).length : 0;
  const starts = capped ? all.slice(Math.max(0, near - maximumPlaces / 2), near + maximumPlaces / 2) : all;
  // "500 dead" does not stand in "1,500 dead", nor "he" in "the".
  const bounds = boundsOf(span, exact);
  const found = starts
    .filter((at) => !(bounds.start && continues(text, at)) && !(bounds.end && continues(text, at + exact.length)))
    .map((start) => ({
      start,
      end: start + exact.length,
      words: 1,
      ...contextAt(text, span, start, start + exact.length),
    }))
    .sort((one, other) => other.units - one.units || one.start - other.start);
  if (found.length > 1 && !isClear(found, found[0]!)) refine(work, span, found);
  return { found, capped };
}

function startsOf({ text, starts }: Work, exact: string): number[] {
  const known = starts.get(exact);
  if (known) return known;
  const all: number[] = [];
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) {
    if (isWhole(text, at) && isWhole(text, at + exact.length)) all.push(at);
  }
  starts.set(exact, all);
  return all;
}

/** The place that the words and their context alone make certain. */
function theOnePlace(span: FormerSpan, { found, capped }: ExactPlaces): Candidate | null {
  const [best] = found;
  if (!best || capped || !isClear(found, best)) return null;
  return best.start === span.start || best.fullSides > 0 ? best : null;
}

/** The place that the context favours, where other places come close or the context is not whole. */
function theLikelyPlace(work: Work, span: FormerSpan, { found, capped }: ExactPlaces): Candidate | null {
  const [best] = found;
  if (!best) return null;
  if (!capped && best.fullSides === 0 && isClear(found, best)) {
    refine(work, span, [best]);
    if (!isMuch(span, best)) return null;
    // A correction notice quotes the former words; where they stood, the corrected ones stand.
    const corrected = similarPlaces(work, span, span.exact!).some(
      (place) => (place.end <= best.start || place.start >= best.end) && place.units - best.units >= clearMargin,
    );
    return corrected ? null : best;
  }
  const unmoved = found.find((place) => place.start === span.start);
  const favoured =
    unmoved && unmoved.units >= best.units
      ? unmoved
      : !capped && best.fullSides === 2 && found.every((place) => place === best || place.fullSides < 2)
        ? best
        : null;
  if (!favoured) return null;
  // The text around went to another of these places: that is for somebody to decide.
  const expected = expectedStarts(work, span);
  const elsewhere = found.some(
    (place) => place !== favoured && isRival(favoured, place) && expected.includes(place.start),
  );
  return elsewhere && !expected.includes(favoured.start) ? null : favoured;
}

const isClear = (found: Candidate[], best: Candidate) =>
  found.every((place) => place === best || !isRival(best, place));

/** A whole side of context outweighs a margin: an edit close by may have spoilt the other side. */
const isRival = (best: Candidate, place: Candidate) => place.fullSides > 0 || best.units - place.units < clearMargin;

/** A lone "said" somewhere else is no find; a sentence is, and so is a word with what stood around it. */
const isMuch = (span: FormerSpan, place: Candidate) => span.end - span.start + place.units >= contextLength;

// ---- context

function contextAt(text: string, span: FormerSpan, start: number, end: number) {
  let [units, fullSides] = [0, 0];
  if (span.prefix !== null) {
    const prefix = span.prefix.slice(-contextLength);
    let run = 0;
    while (run < prefix.length && prefix[prefix.length - 1 - run] === text[start - 1 - run]) run += 1;
    const full = run === prefix.length && (run === contextLength || run === start);
    units += full ? contextLength : run;
    if (full) fullSides += 1;
  }
  if (span.suffix !== null) {
    const suffix = span.suffix.slice(0, contextLength);
    let run = 0;
    while (run < suffix.length && suffix[run] === text[end + run]) run += 1;
    const full = run === suffix.length && (run === contextLength || end + run === text.length);
    units += full ? contextLength : run;
    if (full) fullSides += 1;
  }
  return { units, fullSides };
}

/** Looks past small edits in the context of the foremost places, and sorts anew. */
function refine(work: Work, span: FormerSpan, found: Candidate[]): void {
  for (const place of found.slice(0, maximumRefined))
    place.units = Math.max(place.units, similarUnits(work, span, place));
  found.sort((one, other) => other.units - one.units || one.start - other.start);
}

function similarUnits(work: Work, span: FormerSpan, { start, end }: Candidate): number {
  const slack = 8;
  const side = (context: string | null, window: (length: number) => string) => {
    if (context === null || context.length < slack) return 0;
    const most = context.length >> 1;
    const errors = similar(work, window(context.length + slack), context, most)[0]?.errors ?? most;
    return contextLength * (1 - (2 * errors) / context.length);
  };
  const before = side(span.prefix, (length) => work.text.slice(Math.max(0, start - length), start));
  const after = side(span.suffix, (length) => work.text.slice(end, end + length));
  return Math.round(before + after);
}

/** Where the span would start if it had moved as the nearest certain spans before and after it. */
function expectedStarts(work: Work, span: FormerSpan): number[] {
  let before: Work['anchors'][number] | undefined;
  let after: Work['anchors'][number] | undefined;
  for (const anchor of work.anchors) {
    if (anchor.from <= span.start && (!before || anchor.from > before.from)) before = anchor;
    if (anchor.from >= span.start && (!after || anchor.from < after.from)) after = anchor;
  }
  const shifts = [before?.shift, after?.shift].filter((shift) => shift !== undefined);
  return shifts.length > 0 ? [...new Set(shifts)].map((shift) => span.start + shift) : [span.start];
}

// ---- words that are known by their hash only

const sameWords = (span: FormerSpan, start: number): Candidate => ({
  start,
  end: start + span.end - span.start,
  words: 1,
  units: 0,
  fullSides: 0,
});

function hashStandsAt(work: Work, span: FormerSpan, start: number): boolean {
  const end = start + span.end - span.start;
  if (start < 0 || end > work.text.length || !isWhole(work.text, start) || !isWhole(work.text, end)) return false;
  return sha256Of(work.text.slice(start, end)) === span.exactSha256;
}

function movedByHash(work: Work, span: FormerSpan): number | null {
  if (work.anchors.length === 0) return null;
  const expected = expectedStarts(work, span);
  if (expected.includes(span.start)) return null;
  return expected.find((start) => hashStandsAt(work, span, start)) ?? null;
}

function startsByHash(work: Work, span: FormerSpan): number[] {
  const { text, windows } = work;
  const length = span.end - span.start;
  let starts = windows.get(length);
  if (!starts) {
    starts = new Map<string, number[]>();
    windows.set(length, starts);
    for (let start = 0; start + length <= text.length && work.hashes > 0; start += 1) {
      if (!mayBound(text, start, text[start]) || !mayBound(text, start + length, text[start + length - 1])) continue;
      work.hashes -= 1;
      const hash = sha256Of(text.slice(start, start + length));
      starts.set(hash, [...(starts.get(hash) ?? []), start]);
    }
  }
  return starts.get(span.exactSha256!) ?? [];
}

const mayBound = (text: string, at: number, inner: string | undefined) =>
  inner !== undefined && !/\s/.test(inner) && isWhole(text, at) && !continues(text, at);

// ---- similar words

function similarPlaces(work: Work, span: FormerSpan, exact: string): Candidate[] {
  const { text } = work;
  const most = Math.min(Math.floor(exact.length * errorShare), maximumErrors);
  if (most === 0) return [];
  const matches = new Map<string, Match>();
  const lookIn = (from: number, to: number) => {
    const start = Math.max(0, from);
    for (const match of similar(work, text.slice(start, Math.max(start, to)), exact, most)) {
      const place = { start: match.start + start, end: match.end + start, errors: match.errors };
      matches.set(`${place.start} ${place.end}`, place);
    }
  };
  for (const start of expectedStarts(work, span)) lookIn(start - reach, start + exact.length + reach);
  for (const [start, end] of bracketsOf(text, span)) {
    if (start !== null && end !== null) {
      const errors = distance(exact, text.slice(start, Math.min(end, start + 2 * exact.length)), Infinity);
      if (errors <= exact.length * errorShareOfWords) matches.set(`${start} ${end}`, { start, end, errors });
    } else if (start !== null) lookIn(start, start + exact.length + most);
    else if (end !== null) lookIn(end - exact.length - most, end);
  }
  if (exact.length <= longQuotation) {
    lookIn(0, text.length);
  } else if (matches.size === 0) {
    for (const from of [0, (exact.length - pieceLength) >> 1, exact.length - pieceLength]) {
      const piece = exact.slice(from, from + pieceLength);
      for (const hit of similar(work, text, piece, pieceLength * errorShare).slice(0, 3)) {
        lookIn(hit.start - from - most, hit.start - from + exact.length + most);
      }
    }
  }
  const places = [...matches.values()]
    .sort((one, other) => one.errors - other.errors || one.start - other.start || one.end - other.end)
    .slice(0, maximumRefined)
    .map((match) => atWholeWords(text, span, exact, match))
    .filter((place) => place !== null);
  if (places.length > 0) refine(work, span, places);
  // Of matches that overlap, one is the place.
  const apart: Candidate[] = [];
  for (const place of places.sort((one, other) => scoreOf(other) - scoreOf(one) || one.start - other.start)) {
    if (apart.every((other) => place.end <= other.start || place.start >= other.end)) apart.push(place);
  }
  return apart;
}

/**
 * Where the former context ends before the words and begins after them. A word that came or went at an edge of the
 * words leaves closer matches that cut it off ("were not" for "were hit" of "were not hit"): the context shows all of it.
 */
function* bracketsOf(text: string, { prefix, suffix }: FormerSpan): Generator<[number | null, number | null]> {
  const starts: number[] = [];
  if (prefix !== null && prefix.length < contextLength) {
    if (text.startsWith(prefix)) starts.push(prefix.length);
  } else if (prefix !== null) {
    for (let at = text.indexOf(prefix); at !== -1 && starts.length < mostBrackets; at = text.indexOf(prefix, at + 1)) {
      starts.push(at + prefix.length);
    }
  }
  const endFrom = (from: number) => {
    if (suffix === null) return null;
    if (suffix.length < contextLength) {
      return text.endsWith(suffix) && text.length - suffix.length >= from ? text.length - suffix.length : null;
    }
    const at = text.indexOf(suffix, from);
    return at === -1 ? null : at;
  };
  for (const start of starts) {
    yield [start, null];
    yield [start, endFrom(start)];
  }
  if (starts.length === 0) yield [null, endFrom(0)];
}

/** Cuts a match where words begin and end, if the former span did so, and measures it anew. */
function atWholeWords(text: string, span: FormerSpan, exact: string, match: Match): Candidate | null {
  const bounds = boundsOf(span, exact);
  let { start, end } = match;
  if (bounds.start) start = nearestBound(text, start);
  if (bounds.end) end = nearestBound(text, end);
  if (!/^\s/.test(exact)) while (start < end && /\s/.test(text[start]!)) start += 1;
  if (!/\s$/.test(exact)) while (end > start && /\s/.test(text[end - 1]!)) end -= 1;
  if (!isWhole(text, start)) start -= 1;
  if (!isWhole(text, end)) end += 1;
  if (start >= end) return null;
  const cut = Math.abs(start - match.start) + Math.abs(end - match.end);
  const errors = distance(exact, text.slice(start, end), match.errors + cut);
  if (errors > exact.length * errorShareOfWords) return null;
  return { start, end, words: 1 - errors / exact.length, ...contextAt(text, span, start, end) };
}

function nearestBound(text: string, at: number): number {
  let [before, after] = [at, at];
  while (before > 0 && continues(text, before)) before -= 1;
  while (after < text.length && continues(text, after)) after += 1;
  return at - before <= after - at ? before : after;
}

/** The edit distance; `atMost`, a bound that is known, where the table would grow large. */
function distance(one: string, other: string, atMost: number): number {
  let head = 0;
  while (head < one.length && head < other.length && one[head] === other[head]) head += 1;
  let [oneEnd, otherEnd] = [one.length, other.length];
  while (oneEnd > head && otherEnd > head && one[oneEnd - 1] === other[otherEnd - 1])
    [oneEnd, otherEnd] = [oneEnd - 1, otherEnd - 1];
  if ((oneEnd - head) * (otherEnd - head) > 10_000) return atMost;
  let row = Array.from({ length: otherEnd - head + 1 }, (_, at) => at);
  for (let i = head; i < oneEnd; i += 1) {
    const next = [i - head + 1];
    for (let j = head; j < otherEnd; j += 1) {
      const at = j - head;
      next.push(Math.min(row[at + 1]! + 1, next[at]! + 1, row[at]! + (one[i] === other[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[otherEnd - head]!;
}

type Match = ReturnType<typeof search>[number];

/** approx-string-match within what is left to spend: each match that it reports costs a second search, backwards. */
function similar(work: Work, text: string, pattern: string, errors: number): Match[] {
  const rows = 1 + Math.ceil(errors / 32);
  const start = stepsOfStart + new Set(pattern).size * pattern.length;
  const cost = start + text.length * rows;
  if (cost > work.steps) return [];
  const matches = search(text, pattern, errors);
  work.steps -= cost + matches.length * (start + 2 * (pattern.length + errors) * rows);
  return matches;
}

// ---- the choice

const scoreOf = ({ words, units }: Candidate) =>
  words * (1 - contextWeight + (contextWeight * units) / (2 * contextLength));

/** The best of places that somebody has to decide on: in order, then by score, then near to where its neighbours went. */
function choose(
  work: Work,
  span: FormerSpan,
  settled: ReadonlyMap<FormerSpan, ReAnchored>,
  places: Candidate[],
): ReAnchored {
  const enough = places.filter(
    (place) => place.words * (span.end - span.start) + place.units >= leastEvidence || place.words === 1,
  );
  if (enough.length === 0) return orphan(span, Math.max(0, ...places.map(scoreOf)));
  const ordered = enough.filter((place) => keepsOrder(span, place, settled));
  const among = ordered.length > 0 ? ordered : enough;
  const most = Math.max(...among.map(scoreOf));
  const margin = (contextWeight * clearMargin) / (2 * contextLength);
  const expected = expectedStarts(work, span);
  const far = ({ start }: Candidate) => Math.min(...expected.map((at) => Math.abs(start - at)));
  const [best] = among
    .filter((place) => scoreOf(place) > most - margin)
    .sort((one, other) => far(one) - far(other) || scoreOf(other) - scoreOf(one) || one.start - other.start);
  return { id: span.id, status: 'FUZZY', start: best!.start, end: best!.end, score: rounded(scoreOf(best!)) };
}

function keepsOrder(span: FormerSpan, place: Candidate, settled: ReadonlyMap<FormerSpan, ReAnchored>): boolean {
  if (span.owner == null) return true;
  for (const [other, { start }] of settled) {
    if (other.owner !== span.owner || start === null) continue;
    if (Math.sign(span.start - other.start) * Math.sign(place.start - start) < 0) return false;
    if (span.start !== other.start && place.start === start) return false;
  }
  return true;
}

const orphan = ({ id }: FormerSpan, score: number): ReAnchored => ({
  id,
  status: 'ORPHANED',
  start: null,
  end: null,
  score: rounded(score),
});

const rounded = (score: number) => Math.min(0.99, Math.round(score * 1000) / 1000);

// ---- where words begin and end

/** Whether the former span began and ended where words do; unknown context counts as so. */
const boundsOf = ({ prefix, suffix }: FormerSpan, exact: string) => ({
  start: !continues((prefix ?? '').slice(-2) + exact.slice(0, 2), Math.min(prefix?.length ?? 0, 2)),
  end: !continues(exact.slice(-2) + (suffix ?? '').slice(0, 2), Math.min(exact.length, 2)),
});

/** Scripts that write words without spaces between them have no bounds to find. */
const letter =
  '(?![\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}])[\\p{L}\\p{N}\\p{M}_]';
const letterLast = new RegExp(`${letter}$`, 'u');
const letterFirst = new RegExp(`^${letter}`, 'u');

/** Whether a word, or a number such as 1,500, goes on across `at`. */
function continues(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const [before, after] = [text.slice(Math.max(0, at - 2), at), text.slice(at, at + 2)];
  if (letterFirst.test(after)) return letterLast.test(before) || (/^\d/.test(after) && /\d[.,]$/.test(before));
  return /^[.,]\d/.test(after) && /\d$/.test(before);
}

/** Whether `at` is no place inside a surrogate pair. */
const isWhole = (text: string, at: number) =>
  !(/[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? ''));
