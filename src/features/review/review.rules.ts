import type { RatingValues } from './review.queries';

/** A rating on a scale from 0 to 1. schema.org has a scale run from 1 to 5 where it says nothing. Null where it makes none. */
export function normalise(rating: RatingValues): RatingValues | null {
  const { ratingValue, bestRating, worstRating, alternateName } = rating;
  const best = bestRating ?? 5;
  const worst = worstRating ?? 1;
  // ClaimReview publishers write -1 for "not on the scale".
  if (
    ratingValue === null ||
    best === worst ||
    ratingValue < Math.min(best, worst) ||
    ratingValue > Math.max(best, worst)
  )
    return null;
  return { ratingValue: (ratingValue - worst) / (best - worst), bestRating: 1, worstRating: 0, alternateName };
}

/** The review as schema.org ClaimReview: as it was published where that is kept, else put together. */
export function toJsonLd(
  review: { url: string | null; datePublished: Date | null; rating: RatingValues | null; raw: string | null },
  claimText: string,
  author: string | null,
): unknown {
  if (review.raw !== null) {
    try {
      return JSON.parse(review.raw);
    } catch {
      // Kept byte for byte whatever it is; what is no JSON is put together below.
    }
  }
  const defined = (object: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(object).filter(([, value]) => value != null));
  return defined({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: review.url,
    datePublished: review.datePublished?.toISOString(),
    claimReviewed: claimText,
    author: author === null ? null : { '@type': 'Organization', name: author },
    reviewRating: review.rating && defined({ '@type': 'Rating', ...review.rating }),
  });
}
