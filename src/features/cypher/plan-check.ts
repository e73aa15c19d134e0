import type { Explained, PlanStep } from '../../graph/research';
import { openIndexes, openProcedures, protectedLabels, protectedProperties, protectedTypes } from './protected-names';
import { CypherRefusal } from './refusal';

/** All that reads and reckons; nothing that writes, shows the server, or loads a file. */
const openOperators: ReadonlySet<string> = new Set(
  `AllNodesScan AntiSemiApply Apply Argument ArgumentTracker AssertSameNode AssertSameRelationship CacheProperties
   CartesianProduct DirectedRelationshipByElementIdSeek DirectedRelationshipIndexContainsScan
   DirectedRelationshipIndexEndsWithScan DirectedRelationshipIndexScan DirectedRelationshipIndexSeek
   DirectedRelationshipIndexSeekByRange DirectedRelationshipTypeScan DirectedUnionRelationshipTypesScan Distinct
   Eager EagerAggregation EmptyRow ExhaustiveLimit Expand(All) Expand(Into) Filter IntersectionNodeByLabelsScan
   LeftOuterHashJoin LetAntiSemiApply LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply Limit
   MultiNodeIndexSeek NodeByElementIdSeek NodeByLabelScan NodeCountFromCountStore NodeHashJoin NodeIndexContainsScan
   NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeUniqueIndexSeek
   NodeUniqueIndexSeekByRange NullifyMetadata Optional OptionalExpand(All) OptionalExpand(Into)
   OrderedAggregation OrderedDistinct OrderedUnion PartialSort PartialTop PartitionedAllNodesScan
   PartitionedNodeByLabelScan PreserveOrder ProcedureCall ProduceResults ProjectEndpoints Projection
   RelationshipCountFromCountStore RightOuterHashJoin RollUpApply SelectOrAntiSemiApply SelectOrSemiApply SemiApply
   ShortestPath Skip Sort StatefulShortestPath(All) StatefulShortestPath(Into) SubtractionNodeByLabelsScan
   Repeat(Trail) Repeat(Walk) RepeatAll RepeatOptions RepeatTrail Top Top1WithTies TriadicBuild TriadicFilter
   TriadicSelection UndirectedRelationshipByElementIdSeek UndirectedRelationshipIndexContainsScan
   UndirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexScan UndirectedRelationshipIndexSeek
   UndirectedRelationshipIndexSeekByRange UndirectedRelationshipTypeScan UndirectedUnionRelationshipTypesScan Union
   UnionNodeByLabelsScan Unwind ValueHashJoin VarLengthExpand(All) VarLengthExpand(Into) VarLengthExpand(Pruning)
   VarLengthExpand(Pruning,BFS,All) VarLengthExpand(Pruning,BFS,Into)`.split(/\s+/),
);

/** Operators that follow a relationship: each must say which types. */
const followsType = /^(OptionalExpand|Expand|VarLengthExpand|ShortestPath)/;
const inBrackets = /-\[([^\]]*)\]-/g;

export interface PlanCheckOptions {
  /** Whether what is not for everybody is looked for, too. */
  protect: boolean;
}

/**
 * What the database is about to do, read from its own plan before anything runs: so it holds for whatever the text
 * was, and for what the database made of it.
 * @throws CypherRefusal
 */
export function checkPlan({ type, plan }: Explained, { protect }: PlanCheckOptions): void {
  if (type !== 'r') throw refusal(`The database takes this for more than reading (type "${type}").`);
  if (!plan) throw refusal('The database gives no plan of this.');
  const steps = stepsOf(plan);
  for (const step of steps) {
    if (!openOperators.has(step.operator))
      throw refusal(`The plan has ${step.operator}, which is not one of those allowed.`);
    if (step.operator === 'ProcedureCall') checkProcedure(step, protect);
    if (protect) checkStep(step);
  }
  if (protect) checkScans(steps);
}

/** Whether all that the plan does is to look up how many there are, which tells nothing else of them. */
export function onlyCounts({ type, plan }: Explained): boolean {
  const counting = ['ProduceResults', 'NodeCountFromCountStore', 'RelationshipCountFromCountStore', 'Projection'];
  const more = ['Apply', 'CartesianProduct', 'Argument', 'Union'];
  const steps = plan ? stepsOf(plan) : [];
  return (
    type === 'r' &&
    steps.some(({ operator }) => operator.endsWith('CountStore')) &&
    steps.every(({ operator, details }) => {
      const isPlain = operator.endsWith('CountStore') || !/[[{(]/.test(details.replace(/`(?:[^`]|``)*`/g, ''));
      // A subquery within an expression is no operator: it stands in the details of one.
      return isPlain && (counting.includes(operator) || more.includes(operator)) && !namesProtected(details);
    })
  );
}

function checkProcedure({ details }: PlanStep, protect: boolean): void {
  const name = /^\s*([\w.]+)\s*\(/.exec(details)?.[1] ?? details;
  if (!openProcedures.includes(name)) throw refusal(`The plan calls ${name}, which is not one of those allowed.`);
  const literal = /queryNodes\(\s*["']([^"']*)["']/.exec(details)?.[1];
  if (protect && name.startsWith('db.index.fulltext') && literal !== undefined && !openIndexes.includes(literal)) {
    throw refusal(`The plan asks the index ${literal}, which is not one of those allowed.`);
  }
}

function checkStep({ operator, details }: PlanStep): void {
  // What the guards add themselves: `NOT n:Principal` of a filter, `&!Principal` of a scan that leaves these out.
  const own = details.replace(/(?:\bnot \(?[^\s:()]+:|!)`?(\w+)`?\)?/gi, (whole, label: string) =>
    protectedLabels.includes(label) ? '' : whole,
  );
  const named = namesProtected(own);
  if (named) throw refusal(`The plan has to do with ${named}, which is not for everybody.`);
  if (/\b(properties|keys)\(/.test(details)) throw refusal('The plan shows all properties of something.');
  if (/^(Dynamic|.*AllRelationshipsScan)/.test(operator))
    throw refusal(`The plan has ${operator}, which meets every type.`);
  if (!followsType.test(operator)) return;
  const patterns = [...details.matchAll(inBrackets)];
  if (patterns.length === 0 || patterns.some(([, inner = '']) => !/:\s*[`\w]/.test(inner))) {
    throw refusal('The plan follows relationships of any type.');
  }
}

/** A scan of all nodes must be followed by a filter that leaves out those who are not for everybody. */
function checkScans(steps: PlanStep[]): void {
  const filters = steps.map(({ details }) => details).join('\n');
  for (const { operator, details } of steps) {
    if (operator !== 'AllNodesScan' && operator !== 'NodeByElementIdSeek') continue;
    const variable = /^\s*`?([^\s`,]+)`?/.exec(details)?.[1] ?? '';
    const isGuarded = protectedLabels.every(
      (label) => filters.includes(`${variable}:${label}`) || filters.includes(`\`${variable}\`:${label}`),
    );
    if (!isGuarded) throw refusal('The plan goes through all nodes, also those that are not for everybody.');
  }
}

/** The first protected name that stands where a name of the graph can. */
function namesProtected(details: string): string | null {
  const label = [...protectedLabels, ...protectedTypes].find((name) =>
    new RegExp(`[:|(!]\\s*\`?${name}\`?(?![\\w])`).test(details),
  );
  // As `n.key`, and in an index as `n:ChangeSet(key)`.
  const isNamed = (name: string) => new RegExp(`(\\.\\s*|:\\w+\\((\\w+, )*)\`?${name}\`?(?!\\w)`).test(details);
  return label ?? protectedProperties.find(isNamed) ?? null;
}

const stepsOf = (step: PlanStep): PlanStep[] => [step, ...step.children.flatMap(stepsOf)];

const refusal = (message: string) => new CypherRefusal('plan', message, null, 'FORBIDDEN');
