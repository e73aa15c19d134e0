const negation = /^(no|not|never|none|nobody|nothing|neither|nor|without|cannot|[a-z]+n['’]t)$/;
const numberWords = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
  'nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half'
).split(' ');
const valueOf = new Map(numberWords.map((word, i) => [word, i <= 20 ? String(i) : word]));
for (const word of ['hundreds', 'thousands', 'millions', 'billions', 'dozens', 'tens', 'scores'])
  valueOf.set(word, word);

/**
 * Whether a new wording keeps the numbers and the negations of the old one, in number and order. Knows English words
 * and any digits; a change that it cannot see (an antonym) is for the reviewer.
 */
export function mendsWordingOnly(before: string, after: string): boolean {
  return substance(before) === substance(after);
}

function substance(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}'’]+|\p{Nd}+([.,]\p{Nd}+)*/gu) ?? [];
  return words
    .flatMap((word) => {
      // A comma before three digits groups them; any other may be a decimal one.
      if (/^\p{Nd}/u.test(word)) return [word.replace(/,(?=\p{Nd}{3}(?!\p{Nd}))/gu, '')];
      if (negation.test(word)) return ['not'];
      return valueOf.get(word) ?? [];
    })
    .join(' ');
}
