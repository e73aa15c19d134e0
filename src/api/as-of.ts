import { Arg } from 'type-graphql';
import { badInput } from '../errors';
import type { At } from '../graph/loading';
import { DateTime } from './scalars';

/** The argument of every root field that can be asked of a past moment; what is below it answers of the same. */
export const AsOf = () =>
  Arg('asOf', () => DateTime, {
    nullable: true,
    description:
      'What was recorded at this moment, all the way down; now where it is not given. The future is refused.',
  });

/** @throws SaysoError BAD_USER_INPUT for the future. */
export function momentOf(asOf: Date | null | undefined): At {
  if (asOf == null) return null;
  if (asOf.getTime() > Date.now()) throw badInput('asOf: nobody knows yet what will be recorded.', 'asOf');
  return asOf;
}
