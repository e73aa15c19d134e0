/** What an `Accept` header says of each range, from 0 to 1, in lower case. */
export function acceptedQualities(accept: string): Map<string, number> {
  return new Map(
    accept.split(',').map((range): [string, number] => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      const value = q === undefined ? 1 : Number(q.slice(2));
      return [type, Number.isFinite(value) ? value : 0];
    }),
  );
}

/** The one of the offered media types that is liked best, of several the first; null where none is accepted. */
export function preferredType<T extends string>(accept: string | undefined, offered: readonly T[]): T | null {
  if (accept === undefined || accept.trim() === '') return offered[0] ?? null;
  const qualities = acceptedQualities(accept);
  const qualityOf = (type: T) =>
    qualities.get(type) ?? qualities.get(`${type.split('/')[0]}/*`) ?? qualities.get('*/*') ?? 0;
  let best: T | null = null;
  for (const type of offered) if (qualityOf(type) > (best === null ? 0 : qualityOf(best))) best = type;
  return best;
}
