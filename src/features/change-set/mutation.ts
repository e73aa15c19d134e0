import { Field, InputType, ObjectType, registerEnumType, type ClassType } from 'type-graphql';
import type { Context } from '../../context';
import { SaysoError, userErrorCodes, type UserErrorCode } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import { ChangeSet, toChangeSet } from '../feed/feed.type';
import { need, type Role, type Viewer } from '../principal/viewer';
import { commitChange, type ChangeWriter } from './change-set.service';

const UserErrorCodes = Object.fromEntries(userErrorCodes.map((code) => [code, code])) as Record<
  UserErrorCode,
  UserErrorCode
>;
registerEnumType(UserErrorCodes, {
  name: 'UserErrorCode',
  description: 'Why a mutation was refused. Nothing was written then.',
  valuesConfig: {
    INVALID_INPUT: { description: 'The input does not fit, or breaks a rule of the graph.' },
    NOT_FOUND: { description: 'Nothing has an id that the input names.' },
    QUOTE_NOT_FOUND: { description: 'The quoted words do not stand in the text.' },
    QUOTE_AMBIGUOUS: { description: 'The quoted words stand there more than once; the message lists where.' },
    CLAIM_IN_USE: { description: 'Attributions stand on the claim, so only its wording may be mended.' },
    NEEDS_REVIEWER: { description: 'What is confirmed is changed by a REVIEWER only.' },
    CONFLICT: { description: 'It has changed since, or is recorded already: look at it again.' },
    KEY_REUSED: { description: 'The idempotencyKey was used before, for another input.' },
  },
});

@ObjectType({ description: 'A refusal that was to be expected.', simpleResolvers: true })
export class UserError {
  @Field(() => UserErrorCodes, { description: 'Why, for programs.' })
  code!: UserErrorCode;
  @Field(() => String, { nullable: true, description: 'The input field at fault, as a path: "hops.0.spans.1".' })
  field!: string | null;
  @Field(() => String, { description: 'Why, in words.' })
  message!: string;
}

@InputType({ description: 'What every mutation takes.' })
export abstract class MutationInput {
  @Field(() => String, {
    description:
      'Made up by the caller, new for each change: the same key and input again give the first answer again, and change nothing.',
  })
  idempotencyKey!: string;
  @Field(() => String, { nullable: true, description: 'Why, for the history.' })
  reason?: string | null;
}

export interface Payload<T> {
  changeSet: () => Promise<ChangeSet | null>;
  userErrors: UserError[];
  thing: () => Promise<T | null>;
}

/** The GraphQL type of a mutation's answer: what came of it under the name `thing`, its change set, and refusals. */
export function payloadType<T extends object>(
  name: string,
  thing: string,
  type: () => ClassType<T> | object,
  description: string,
) {
  @ObjectType(`${name}Payload`, {
    description: `What came of ${name.charAt(0).toLowerCase()}${name.slice(1)}.`,
    simpleResolvers: true,
  })
  class PayloadOf {
    @Field(() => ChangeSet, {
      nullable: true,
      description: 'The change set that it became; null where nothing changed or it was refused.',
    })
    changeSet!: () => Promise<ChangeSet | null>;
    @Field(() => type() as ClassType<T>, { name: thing, nullable: true, description })
    thing!: () => Promise<T | null>;
    @Field(() => [UserError], { description: 'Why it was refused; empty where it was not.' })
    userErrors!: UserError[];
  }
  return PayloadOf;
}

export interface MutationOptions<I, T> {
  /** The payload's name for what came of it. */
  as: string;
  role: Role;
  op: ValueOf<'ChangeOp'>;
  input: I;
  /** The work within the change set. Gives the id of what came of it. */
  work: (writer: ChangeWriter, input: I, viewer: Viewer) => Promise<string>;
  /** What the payload shows for that id. */
  find: (id: string, context: Context) => Promise<T | null>;
}

const longestKey = 200;
const longestReason = 2_000;

/** One mutation: one transaction, one change set; expected refusals as data. */
export async function mutate<I extends MutationInput, T>(
  context: Context,
  options: MutationOptions<I, T>,
): Promise<Payload<T>> {
  const { as, role, op, input, work, find } = options;
  const viewer = need(context.viewer, role);
  const refused = (code: UserErrorCode, message: string, field: string | null): Payload<T> => ({
    changeSet: async () => null,
    ...named(as, async () => null),
    userErrors: [Object.assign(new UserError(), { code, message, field })],
  });
  const { idempotencyKey, reason, ...rest } = input;
  if (idempotencyKey.trim() === '' || idempotencyKey.length > longestKey) {
    return refused('INVALID_INPUT', `idempotencyKey: 1 to ${longestKey} characters.`, 'idempotencyKey');
  }
  if (reason && reason.length > longestReason) {
    return refused('INVALID_INPUT', `reason: at most ${longestReason} characters.`, 'reason');
  }
  try {
    const { changeSet, result } = await commitChange(
      context.graph,
      // Keys are each principal's own.
      { principal: viewer, op, reason, key: `${viewer.id}:${idempotencyKey}`, input: { op, work: work.name, ...rest } },
      (writer) => work(writer, input, viewer),
      (id) => id,
    );
    context.forget();
    return {
      changeSet: async () => {
        const row = changeSet && (await context.loaders.feed.byId.load({ id: changeSet.id, at: null }));
        return row && toChangeSet(row, null);
      },
      ...named(as, async () => (result === null ? null : find(result, context))),
      userErrors: [],
    };
  } catch (error) {
    if (error instanceof SaysoError && (error.code === 'BAD_USER_INPUT' || error.code === 'CONFLICT')) {
      const code = error.code === 'CONFLICT' ? 'CONFLICT' : error.userCode;
      return refused(code, error.message, error.field ?? null);
    }
    throw error;
  }
}

/** Under its public name for the schema, and as `thing` for our own resolvers. */
const named = <T>(as: string, thing: () => Promise<T | null>) => ({ [as]: thing, thing });
