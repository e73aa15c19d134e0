import { enums } from '../../../src/graph/vocabulary';
import { kindOf, newId, relationId } from '../../../src/identity';

const directed = ['SUPPORTS', 'REFINES', 'SUPERSEDES'];
const symmetric = enums.ClaimRelationKind.filter((kind) => !directed.includes(kind));
const [left, right] = [newId('Claim'), newId('Claim')];

test.each(directed)('%s read the other way round is another relation', (kind) => {
  expect(relationId(kind, left, right)).not.toBe(relationId(kind, right, left));
});

test.each(symmetric)('%s read the other way round is the same relation', (kind) => {
  expect(relationId(kind, left, right)).toBe(relationId(kind, right, left));
});

test('one pair has one relation of each kind, and no two of them share an id', () => {
  const ids = enums.ClaimRelationKind.map((kind) => relationId(kind, left, right));
  expect(symmetric.length).toBe(5);
  expect(new Set(ids).size).toBe(8);
  expect(new Set(ids.map(kindOf))).toEqual(new Set(['ClaimRelation']));
});
