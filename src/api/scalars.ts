import { GraphQLDateTimeISO, GraphQLJSON, GraphQLURL } from 'graphql-scalars';
import { GraphQLScalarType } from 'graphql';

const named = (name: string, from: GraphQLScalarType, description: string) =>
  new GraphQLScalarType({ ...from.toConfig(), name, description });

export const DateTime = named(
  'DateTime',
  GraphQLDateTimeISO,
  'A moment, as ISO 8601 in UTC: 2024-01-17T17:21:00.000Z.',
);
export const Url = named('URL', GraphQLURL, 'An http(s) address.');
export const Json = named('JSON', GraphQLJSON, 'Any JSON value.');
