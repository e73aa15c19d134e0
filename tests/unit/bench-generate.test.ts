import { landmarksOf } from '../../bench/generate/landmarks';
import { planOf } from '../../bench/generate/plan';
import { rowsByKind } from '../../bench/generate/record';
import { recordsOf } from '../../bench/generate/records';
import { storiesOf, type CompleteClaim } from '../../bench/generate/stories';
import { checkAttributions } from '../../src/features/attribution/attribution.rules';
import { checkRelation } from '../../src/features/relation/relation.rules';
import { anchor } from '../../src/features/span/span.service';
import { kindOf } from '../../src/identity';

const size = { claims: 4_000, seed: 1 };
const all = [...recordsOf(size)];
const rows = rowsByKind(all);

test('the same size and seed give the same records, another seed others', () => {
  const hundred = (seed: number) => JSON.stringify([...recordsOf({ claims: 100, seed })]);
  expect(hundred(1)).toBe(hundred(1));
  expect(hundred(1)).not.toBe(hundred(2));
});

test('as many claims as were asked for, and one id for each record', () => {
  expect(rows.claims).toHaveLength(size.claims);
  expect(new Set(all.map(({ row }) => row.id)).size).toBe(all.length);
  expect(all.map(({ row }) => kindOf(row.id))).not.toContain(null);
});

test('whatever is referred to comes earlier', () => {
  const seen = new Set<string>();
  const early: string[] = [];
  for (const { row } of all) {
    seen.add(row.id);
    const own = { ...row, quantities: [], rating: null };
    for (const [id] of JSON.stringify(own).matchAll(/[a-z]{3}_[0-9a-f-]{36}/g)) if (!seen.has(id)) early.push(id);
  }
  expect(early).toEqual([]);
});

test('the rules of attributions, relations and spans hold', () => {
  const labels = new Map(rows.agents.map((row) => [row.id, row.label]));
  const versions = new Map(rows.versions.map((row) => [row.id, row]));
  const documents = new Map(rows.documents.map((row) => [row.id, row]));
  checkAttributions(rows.attributions, {
    labelOf: (id) => labels.get(id),
    documentOf: (id) => versions.get(id)?.document,
    publisherOf: (id) => documents.get(id)?.publisher,
  });
  for (const row of rows.relations) checkRelation(row);
  for (const row of rows.spans) expect(anchor(row, versions.get(row.version)?.text ?? null)).toEqual(row);
});

test('the tail is long: 62 % of claims have one chain, 98 % at most five, one has 200', () => {
  const chains = new Map<string, number>();
  for (const row of rows.attributions) {
    for (const claim of [...row.asserts.map((one) => one.claim), ...row.presupposes]) {
      chains.set(claim, (chains.get(claim) ?? 0) + 1);
    }
  }
  const counts = [...chains.values()];
  const share = (is: (count: number) => boolean) => counts.filter(is).length / size.claims;
  expect(share((count) => count === 1)).toBeCloseTo(0.62, 1);
  expect(share((count) => count <= 5)).toBeCloseTo(0.98, 1);
  expect(chains.get(landmarksOf(planOf(size)).mostCarried)).toBe(200);
});

test('one agency is behind 5 % of all attributions, and nobody is behind more', () => {
  const { popularAgent, rareAgent } = landmarksOf(planOf(size));
  const credits = new Map<string, number>();
  for (const { agent } of rows.attributions) if (agent) credits.set(agent, (credits.get(agent) ?? 0) + 1);
  const popular = credits.get(popularAgent) ?? 0;
  expect(popular / rows.attributions.length).toBeGreaterThan(0.045);
  expect(popular / rows.attributions.length).toBeLessThan(0.055);
  expect(Math.max(...credits.values())).toBe(popular);
  expect(credits.get(rareAgent)).toBe(25);
});

test('each claim is complete once, with who stands in its chains', () => {
  const complete = new Map<string, CompleteClaim>();
  for (const story of storiesOf(planOf(size))) for (const claim of story.complete) complete.set(claim.claimId, claim);
  expect([...complete.keys()].sort()).toEqual(rows.claims.map((row) => row.id).sort());
  expect(complete.get(landmarksOf(planOf(size)).mostCarried)?.originCount).toBeGreaterThan(50);
});

test('about 36 nodes and relationships for each claim', () => {
  // As the services write a record: its node, CHANGED, and an edge for whatever it refers to.
  const references = (row: object) => JSON.stringify(row).match(/"[a-z]{3}_[0-9a-f-]{36}"/g)?.length ?? 0;
  const records = all.reduce((sum, { row }) => sum + 1 + references(row), 0);
  let derived = 0;
  for (const { complete } of storiesOf(planOf(size))) for (const { stands } of complete) derived += stands.length;
  const each = (records + derived) / size.claims;
  expect(each).toBeGreaterThan(34);
  expect(each).toBeLessThan(38);
});
