import { checkId, kindOf, newId, prefixes, type Identified } from '../../../src/identity';

const kinds = Object.keys(prefixes) as Identified[];
const uuid = '01a20dd7-8507-7953-ab78-6c292f50661a';

test('every kind has a prefix of its own, three letters long', () => {
  const all = Object.values(prefixes);
  expect(all.filter((prefix) => !/^[a-z]{3}$/.test(prefix))).toEqual([]);
  expect(new Set(all).size).toBe(kinds.length);
  expect(kinds.length).toBe(21);
});

test.each(kinds)('a new id of a %s tells its kind, is a UUID version 7, and is never given twice', (kind) => {
  const id = newId(kind);
  expect(id).toMatch(/^[a-z]{3}_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(kindOf(id)).toBe(kind);
  expect(newId(kind)).not.toBe(id);
});

test('ids made one after another sort in the order in which they were made', () => {
  const made = Array.from({ length: 200 }, () => newId('Claim'));
  expect([...made].sort()).toEqual(made);
});

test.each([
  ['', 'nothing'],
  ['clm', 'a prefix alone'],
  [uuid, 'a UUID without prefix'],
  [`xyz_${uuid}`, 'an unknown prefix'],
  [`CLM_${uuid}`, 'a prefix in capitals'],
  [`clm_${uuid.toUpperCase()}`, 'a UUID in capitals'],
  [`clm-${uuid}`, 'a hyphen for the underscore'],
  [`clm_${uuid.slice(0, -1)}`, 'one character too few'],
  [`clm_${uuid}0`, 'one character too many'],
  [` clm_${uuid}`, 'a space before it'],
  [`clm_${uuid}\n`, 'a line end after it'],
  [`clm_${uuid.replaceAll('-', '')}`, 'no hyphens'],
  ['con_structor', 'a name of Object'],
])('%j is the id of no kind: %s', (id) => {
  expect(kindOf(id)).toBeNull();
  expect(() => checkId(id, 'Claim')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'id' }));
});

test('an id of another kind is refused, and the refusal names the field and the kind that was expected', () => {
  const agent = newId('Agent');
  expect(checkId(agent, 'Agent', 'filter.agent')).toBe(agent);
  const refusal = { code: 'BAD_USER_INPUT', field: 'filter.claim' };
  expect(() => checkId(agent, 'Claim', 'filter.claim')).toThrow(expect.objectContaining(refusal));
  for (const part of ['filter.claim: ', `"${agent}"`, 'Claim', 'clm_']) {
    expect(() => checkId(agent, 'Claim', 'filter.claim')).toThrow(part);
  }
});

test('a refusal repeats no more than the beginning of a long input', () => {
  const long = 'x'.repeat(10_000);
  expect(() => checkId(long, 'Claim')).toThrow(/"x{60}"/);
});
