import { mendsWordingOnly } from '../../../src/features/claim/claim.rules';

test.each([
  ['Two children dyed in the attack', 'Two children died in the attack'],
  ['two children died in the attack', 'In the attack, two children died'],
  ['Iran did not inform Pakistan', "Iran didn't inform Pakistan"],
  ['Iran did not inform Pakistan', 'Iran didn’t inform Pakistan'],
  ['Iran cannot inform Pakistan', 'Iran can not inform Pakistan'],
  ['Two children died', '2 children died'],
  ['20 shells were fired', 'Twenty shells were fired'],
  ['3,000 people fled', '3000 people fled'],
  ['1,234,567 people fled', '1234567 people fled'],
  ['The strike was unlawful', 'The strike was against the law'],
  ['Nobody was informed', 'Nobody has been informed'],
  ['', ''],
])('%j may become %j', (before, after) => {
  expect(mendsWordingOnly(before, after)).toBe(true);
  expect(mendsWordingOnly(after, before)).toBe(true);
});

test.each([
  ['a number', 'Two children died', 'Five children died'],
  ['a digit', '2 children died', '5 children died'],
  ['a number that was none', 'Children died', 'Two children died'],
  ['a number twice', 'Two died', 'Two of two died'],
  ['the order of two numbers', 'Two of five died', 'Five of two died'],
  ['a power', 'Two thousand fled', 'Two million fled'],
  ['a decimal', '1.5 million fled', '15 million fled'],
  ['a decimal with a comma', '1,5 million fled', '15 million fled'],
  ['a digit of another script', '۲ کودک کشته شدند', '۵ کودک کشته شدند'],
  ['an indefinite number', 'Dozens fled', 'Hundreds fled'],
  ['an indefinite great number', 'Thousands fled', 'Millions fled'],
  ['a half', 'Half of them fled', 'All of them fled'],
  ['a negation gone', 'Iran did not inform Pakistan', 'Iran did inform Pakistan'],
  ['a negation come', 'Iran informed Pakistan', 'Iran never informed Pakistan'],
  ['a contracted negation gone', "Iran didn't inform Pakistan", 'Iran did inform Pakistan'],
  ['a second negation', 'Iran did not inform Pakistan', 'Iran did not inform nobody'],
  ['nobody to somebody', 'Nobody was informed', 'Somebody was informed'],
  ['with to without', 'It struck with warning', 'It struck without warning'],
  ['neither', 'Both were informed', 'Neither was informed'],
  ['none', 'Some were hurt', 'None were hurt'],
])('a change of %s is no mending of the wording', (_what, before, after) => {
  expect(mendsWordingOnly(before, after)).toBe(false);
  expect(mendsWordingOnly(after, before)).toBe(false);
});
