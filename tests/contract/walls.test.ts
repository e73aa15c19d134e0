import { importsOf, sourceFiles, withoutComments, featureOf, type Import, type SourceFile } from './source-files';

/** A wall: which edges it forbids, and why it stands (house.md). */
interface Wall {
  name: string;
  why: string;
  /** Which files it is about. */
  of: (path: string) => boolean;
  forbids: (edge: Import, path: string) => boolean;
}

const isGraphql = ({ from, file }: Import) =>
  /^(graphql|type-graphql|graphql-scalars|class-validator)(\/|$)|^@apollo\//.test(from) ||
  (file ?? '').startsWith('api/');
const isRole = (path: string, ...roles: string[]) => roles.some((role) => path.endsWith(`.${role}.ts`));

const walls: Wall[] = [
  {
    name: 'a *.type imports no other feature',
    why: 'edges between features live in resolvers, so types never import each other and circles cannot start',
    of: (path) => isRole(path, 'type'),
    forbids: ({ file }, path) => featureOf(file) !== null && featureOf(file) !== featureOf(path),
  },
  {
    name: 'a *.type imports of its own feature nothing but types',
    why: 'a type that needs its queries or loaders at run time is no type but a resolver',
    of: (path) => isRole(path, 'type'),
    forbids: ({ file, typeOnly }, path) =>
      featureOf(file) === featureOf(path) && file !== null && !typeOnly && !isRole(file, 'type', 'rules'),
  },
  {
    name: '*.queries, *.loaders, *.service and *.rules know nothing of GraphQL',
    why: 'commands and tests use them without an API',
    of: (path) => isRole(path, 'queries', 'loaders', 'service', 'rules'),
    forbids: (edge) => isGraphql(edge) || isRole(edge.file ?? '', 'type', 'resolver', 'input'),
  },
  {
    name: 'graph/ knows nothing of features, of the API and of the web',
    why: 'it is the door to Neo4j, whatever is asked through it',
    of: (path) => path.startsWith('graph/'),
    forbids: (edge) => /^(features|web|cli|local-neo4j)\//.test(edge.file ?? '') || isGraphql(edge),
  },
  {
    name: 'only graph/ imports neo4j-driver',
    why: 'there is one door to Neo4j; local-neo4j/bolt.ts speaks to one that is starting, before there is a graph',
    of: (path) => !path.startsWith('graph/') && path !== 'local-neo4j/bolt.ts',
    forbids: ({ from }) => /^neo4j-driver/.test(from),
  },
  {
    name: 'only api/build-schema lists resolvers',
    why: 'the schema is what is listed there; one resolver may take from another the types of an edge between features',
    of: (path) => path !== 'api/build-schema.ts',
    forbids: ({ file, names }, path) =>
      isRole(file ?? '', 'resolver') &&
      !(isRole(path, 'resolver') && names.length > 0 && names.every((name) => !name.endsWith('Resolver'))),
  },
  {
    name: 'the API does not import features, but to list their resolvers',
    why: 'what the API offers to features (enums, connections, errors) must not need them',
    of: (path) => path.startsWith('api/') && path !== 'api/build-schema.ts',
    forbids: ({ file }) => featureOf(file) !== null,
  },
  {
    name: 'features know nothing of the web, of commands and of the local Neo4j',
    why: 'these are edges of the program, and stand on features',
    of: (path) => path.startsWith('features/'),
    forbids: ({ file }) => /^(web|cli|local-neo4j)\/|^(app|main|config)\.ts$/.test(file ?? ''),
  },
];

const offending = (wall: Wall, files: Pick<SourceFile, 'path' | 'imports'>[]) =>
  files
    .filter(({ path }) => wall.of(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter((edge) => wall.forbids(edge, path))
        .map(({ from, line }) => `src/${path}:${line} imports ${from}; ${wall.why}`),
    );

test.each(walls)('$name', (wall) => {
  expect(sourceFiles.filter(({ path }) => wall.of(path)).length).toBeGreaterThan(5);
  expect(offending(wall, sourceFiles)).toEqual([]);
});

test.each([
  ['features/claim/claim.type.ts', "import { Agent } from '../agent/agent.type';", 0],
  ['features/claim/claim.type.ts', "import type { AgentNode } from '../agent/agent.queries';", 0],
  ['features/claim/claim.type.ts', "import { claimsByIds } from './claim.queries';", 1],
  ['features/claim/claim.rules.ts', "import { GraphQLError } from 'graphql';", 2],
  ['features/claim/claim.loaders.ts', "import {\n  Field,\n} from 'type-graphql';", 2],
  ['features/claim/claim.service.ts', "import { limits } from '../../api/limits';", 2],
  ['features/claim/claim.queries.ts', "export { limits } from '../../api/limits';", 2],
  ['graph/page.ts', "import { claimsByIds } from '../features/claim/claim.queries';", 3],
  ['features/claim/claim.queries.ts', "import neo4j = require('neo4j-driver');", 4],
  ['web/pages.ts', "const neo4j = await import('neo4j-driver');", 4],
  ['app.ts', "import { ClaimResolver } from './features/claim/claim.resolver';", 5],
  ['features/claim/claim.service.ts', "import { Evidence } from '../relation/relation.resolver';", 5],
  ['features/claim/claim.resolver.ts', "import { Evidence, ReviewResolver } from '../review/review.resolver';", 5],
  ['features/claim/claim.resolver.ts', "import '../review/review.resolver';", 5],
  ['api/limits.ts', "import '../features/claim/claim.rules';", 6],
  ['features/claim/claim.resolver.ts', "import { readConfig } from '../../config';", 7],
])('the walls see %s with %j', (path, text, wall) => {
  expect(offending(walls[wall]!, [{ path, imports: importsOf(text, path) }])).toHaveLength(1);
});

test('an import in a comment is none, and one in a string is none', () => {
  const text =
    "// import { a } from 'neo4j-driver';\n/* import 'graphql'; */\nconst s = \"x\"; import { b } from './page';";
  expect(importsOf(text, 'graph/graph.ts')).toEqual([
    { from: './page', file: 'graph/page.ts', names: ['b'], typeOnly: false, line: 3 },
  ]);
});

test('the environment is read in config alone; main and the commands pass it on whole', () => {
  const mayPassOn = (path: string) => path === 'main.ts' || path.startsWith('cli/');
  const reading = sourceFiles.flatMap(({ path, text }) => {
    const uses = [
      ...withoutComments(text).matchAll(
        /\bprocess\s*\.\s*env\b(\s*[.[]|\s*\?\.)?|['"]dotenv|\benv\s*\}\s*=\s*process/g,
      ),
    ];
    const wrong = uses.filter((use) => path !== 'config.ts' && (!mayPassOn(path) || use[1] !== undefined));
    return wrong.map((use) => `src/${path} reads ${use[0]}`);
  });
  expect(reading).toEqual([]);
  expect(sourceFiles.find(({ path }) => path === 'config.ts')?.text).toContain('process.env');
});
