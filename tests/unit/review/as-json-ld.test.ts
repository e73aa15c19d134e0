import { toJsonLd } from '../../../src/features/review/review.rules';

const review = {
  url: 'https://check.example/1',
  datePublished: new Date('2024-01-20T09:00:00Z'),
  rating: { ratingValue: 2, bestRating: 5, worstRating: 1, alternateName: 'Mostly false' },
  raw: null,
};

test('a review is put together as a schema.org ClaimReview', () => {
  expect(toJsonLd(review, 'Two children died', 'Second Look')).toEqual({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: 'https://check.example/1',
    datePublished: '2024-01-20T09:00:00.000Z',
    claimReviewed: 'Two children died',
    author: { '@type': 'Organization', name: 'Second Look' },
    reviewRating: { '@type': 'Rating', ratingValue: 2, bestRating: 5, worstRating: 1, alternateName: 'Mostly false' },
  });
});

test('what is not known is left out, and is not null', () => {
  const bare = { url: null, datePublished: null, rating: null, raw: null };
  expect(toJsonLd(bare, 'Two children died', null)).toStrictEqual({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    claimReviewed: 'Two children died',
  });
});

test('where the object as published is kept, that is it, with whatever it says', () => {
  const raw = '{"@type":"ClaimReview","claimReviewed":"as they put it","itemReviewed":{"x":[1,null]}}';
  expect(toJsonLd({ ...review, raw }, 'Two children died', 'Second Look')).toEqual(JSON.parse(raw));
});

test('where what was published is no JSON, it is put together', () => {
  const together = toJsonLd(review, 'Two children died', 'Second Look');
  expect(toJsonLd({ ...review, raw: '<script>not JSON' }, 'Two children died', 'Second Look')).toEqual(together);
});
