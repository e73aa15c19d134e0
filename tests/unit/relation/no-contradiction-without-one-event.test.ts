import type { RelationRow } from '../../../src/features/relation/relation.queries';
import { checkRelation } from '../../../src/features/relation/relation.rules';
import { enums } from '../../../src/graph/vocabulary';
import { newId, relationId } from '../../../src/identity';

const [left, right] = [newId('Claim'), newId('Claim')];
const relation = (kind: RelationRow['kind'], more: Partial<RelationRow> = {}): RelationRow => ({
  id: relationId(kind, left, right),
  kind,
  left,
  right,
  types: ['NUMERIC'],
  sameEvent: 'YES',
  score: null,
  method: 'HUMAN',
  rationale: null,
  reviewState: 'CONFIRMED',
  basedOn: [],
  ...more,
});
const refusal = (field: string, reason: string) =>
  expect.objectContaining({ code: 'BAD_USER_INPUT', field, message: expect.stringContaining(reason) });

const cases = enums.ClaimRelationKind.flatMap((kind) => enums.SameEvent.map((sameEvent) => ({ kind, sameEvent })));
const refused = ['CONTRADICTS UNKNOWN', 'CONTRADICTS NO', 'TENSION NO'];
const isRefused = ({ kind, sameEvent }: (typeof cases)[number]) => refused.includes(`${kind} ${sameEvent}`);

test.each(cases.filter(isRefused))('$kind is refused where sameEvent is $sameEvent', ({ kind, sameEvent }) => {
  expect(() => checkRelation(relation(kind, { sameEvent }))).toThrow(
    refusal('sameEvent', `${kind} needs sameEvent YES`),
  );
});

test.each(cases.filter((one) => !isRefused(one)))('$kind may have sameEvent $sameEvent', ({ kind, sameEvent }) => {
  expect(() => checkRelation(relation(kind, { sameEvent }))).not.toThrow();
});

test('that is three refusals and twenty-one that pass', () => {
  expect([cases.filter(isRefused).length, cases.length]).toEqual([3, 24]);
});

test('a contradiction says of what type it is, anything else need not', () => {
  expect(() => checkRelation(relation('CONTRADICTS', { types: [] }))).toThrow(refusal('types', 'of what type'));
  for (const kind of enums.ClaimRelationKind.filter((one) => one !== 'CONTRADICTS')) {
    expect(() => checkRelation(relation(kind, { types: [] }))).not.toThrow();
  }
});

test('a claim is not related to itself', () => {
  const own = relation('SUPPORTS', { right: left, id: relationId('SUPPORTS', left, left) });
  expect(() => checkRelation(own)).toThrow(refusal('right', 'not related to itself'));
});

test('a relation has the id of its kind and pair, so that there is one of each', () => {
  const id = relationId('CONTRADICTS', left, right);
  expect(() => checkRelation(relation('CONTRADICTS', { left: right, right: left, id }))).not.toThrow();
  expect(() => checkRelation(relation('CONTRADICTS', { id: newId('ClaimRelation') }))).toThrow(refusal('id', id));
  expect(() => checkRelation(relation('TENSION', { id }))).toThrow(refusal('id', relationId('TENSION', left, right)));
  const reversed = relationId('SUPPORTS', right, left);
  expect(() => checkRelation(relation('SUPPORTS', { id: reversed }))).toThrow(refusal('id', 'its id is'));
});
