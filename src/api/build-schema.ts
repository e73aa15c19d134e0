import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AgentResolver, UnnamedSourceResolver } from '../features/agent/agent.resolver';
import { AttributionChainResolver, HopResolver } from '../features/attribution/attribution-chain.resolver';
import { AttributionChain } from '../features/attribution/attribution-chain.type';
import { AttributionResolver } from '../features/attribution/attribution.resolver';
import { ClaimResolver } from '../features/claim/claim.resolver';
import { CommentRequestResolver, CorrectionNoticeResolver } from '../features/correction/correction.resolver';
import { DocumentResolver, DocumentVersionResolver } from '../features/document/document.resolver';
import { AgentMutations } from '../features/agent/agent.mutation';
import { AttributionMutations } from '../features/attribution/attribution.mutation';
import { ClaimMutations } from '../features/claim/claim.mutation';
import { CorrectionMutations } from '../features/correction/correction.mutation';
import { DecisionMutations } from '../features/decision/decision.mutation';
import { DocumentMutations } from '../features/document/document.mutation';
import { ChangeResolver, ChangeSetResolver, FeedResolver } from '../features/feed/feed.resolver';
import {
  AgentHistoryResolver,
  AttributionHistoryResolver,
  ClaimHistoryResolver,
  ClaimRelationHistoryResolver,
  DocumentHistoryResolver,
  RevisionResolver,
} from '../features/history/history.resolver';
import { JoinMutations, SplitPayloadResolver } from '../features/join/join.mutation';
import { ViewerResolver } from '../features/principal/viewer.resolver';
import { ClaimRelationMutations } from '../features/relation/relation.mutation';
import { ReviewMutations } from '../features/review/review.mutation';
import { NodeResolver } from '../features/node/node.resolver';
import { SharedHopResolver } from '../features/origin/origin.resolver';
import { ClaimRelationResolver } from '../features/relation/relation.resolver';
import { ReviewResolver } from '../features/review/review.resolver';
import { TextSpanResolver } from '../features/span/span.resolver';
import { Person, SourceGroup } from '../features/agent/agent.type';
import { resolvedOurWay } from './resolved-our-way';

let schema: GraphQLSchema | undefined;

/** The one schema of a process. Every resolver is listed here, and nowhere found by a scan. */
export function buildSchema(): GraphQLSchema {
  return (schema ??= described(
    resolvedOurWay(
      buildSchemaSync({
        resolvers: [
          AgentHistoryResolver,
          AgentMutations,
          AgentResolver,
          AttributionChainResolver,
          AttributionHistoryResolver,
          AttributionMutations,
          AttributionResolver,
          ChangeResolver,
          ChangeSetResolver,
          ClaimHistoryResolver,
          ClaimMutations,
          ClaimRelationHistoryResolver,
          ClaimRelationMutations,
          ClaimRelationResolver,
          ClaimResolver,
          CommentRequestResolver,
          CorrectionMutations,
          CorrectionNoticeResolver,
          DecisionMutations,
          DocumentHistoryResolver,
          DocumentMutations,
          DocumentResolver,
          DocumentVersionResolver,
          FeedResolver,
          HopResolver,
          JoinMutations,
          NodeResolver,
          ReviewMutations,
          ReviewResolver,
          RevisionResolver,
          SharedHopResolver,
          SplitPayloadResolver,
          TextSpanResolver,
          UnnamedSourceResolver,
          ViewerResolver,
        ],
        // Reached through the interface Agent alone.
        orphanedTypes: [Person, SourceGroup],
        // Asked for by type-graphql although the one subscription brings a stream of its own.
        pubSub: {
          publish: () => undefined,
          subscribe: () => {
            throw new Error('Subscriptions come from the feed.');
          },
        },
        validate: false,
      }),
      [AttributionChain],
    ),
  ));
}

/** type-graphql gives the root types no description. */
function described(built: GraphQLSchema): GraphQLSchema {
  const root = {
    Query: 'What can be asked.',
    Mutation: 'What can be changed: each one change set.',
    Subscription: 'What can be followed.',
  };
  for (const [name, description] of Object.entries(root)) {
    const type = built.getType(name);
    if (type) type.description = description;
  }
  return built;
}

/** The schema's text as it is committed: sorted, so that a diff shows what changed and nothing else. */
export const schemaText = () => `${printSchema(lexicographicSortSchema(buildSchema()))}\n`;
