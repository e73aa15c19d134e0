import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AgentResolver, UnnamedSourceResolver } from '../features/agent/agent.resolver';
import { AttributionChainResolver, HopResolver } from '../features/attribution/attribution-chain.resolver';
import { AttributionResolver } from '../features/attribution/attribution.resolver';
import { ClaimResolver } from '../features/claim/claim.resolver';
import { CommentRequestResolver, CorrectionNoticeResolver } from '../features/correction/correction.resolver';
import { DocumentResolver, DocumentVersionResolver } from '../features/document/document.resolver';
import { NodeResolver } from '../features/node/node.resolver';
import { SharedHopResolver } from '../features/origin/origin.resolver';
import { ClaimRelationResolver } from '../features/relation/relation.resolver';
import { ReviewResolver } from '../features/review/review.resolver';
import { TextSpanResolver } from '../features/span/span.resolver';
import { Person, SourceGroup } from '../features/agent/agent.type';

let schema: GraphQLSchema | undefined;

/** The one schema of a process. Every resolver is listed here, and nowhere found by a scan. */
export function buildSchema(): GraphQLSchema {
  return (schema ??= buildSchemaSync({
    resolvers: [
      AgentResolver,
      AttributionChainResolver,
      AttributionResolver,
      ClaimRelationResolver,
      ClaimResolver,
      CommentRequestResolver,
      CorrectionNoticeResolver,
      DocumentResolver,
      DocumentVersionResolver,
      HopResolver,
      NodeResolver,
      ReviewResolver,
      SharedHopResolver,
      TextSpanResolver,
      UnnamedSourceResolver,
    ],
    // Reached through the interface Agent alone.
    orphanedTypes: [Person, SourceGroup],
    validate: false,
  }));
}

/** The schema's text as it is committed: sorted, so that a diff shows what changed and nothing else. */
export const schemaText = () => `${printSchema(lexicographicSortSchema(buildSchema()))}\n`;
