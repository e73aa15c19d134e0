import { Ctx, Field, ID, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import type { Context } from '../../context';
import { roles, type Role } from './viewer';

const Roles = Object.fromEntries(roles.map((role) => [role, role])) as Record<Role, Role>;
registerEnumType(Roles, {
  name: 'Role',
  description: 'What somebody may do; each role may do what those before it may.',
  valuesConfig: {
    READER: { description: 'Reads, texts for members too.' },
    CONTRIBUTOR: { description: 'Records; what it records is proposed.' },
    REVIEWER: { description: 'Decides, revises and joins; what it records is confirmed.' },
    ADMIN: { description: 'Redacts, and gives out keys.' },
  },
});

@ObjectType({ description: 'Somebody who has a key.', simpleResolvers: true })
export class Principal {
  @Field(() => ID, { description: 'prn_…' })
  id!: string;
  @Field(() => String, { description: 'As the history names them.' })
  name!: string;
  @Field(() => [Roles], { description: 'What they may do.' })
  roles!: Role[];
}

@Resolver()
export class ViewerResolver {
  @Query(() => Principal, { nullable: true, description: 'Who asks; null where no key was shown.' })
  viewer(@Ctx() { viewer }: Context): Principal | null {
    return viewer && Object.assign(new Principal(), viewer);
  }
}
