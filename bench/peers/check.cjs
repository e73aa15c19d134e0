const { isDeepStrictEqual } = require('node:util');
const { askBare, askGraphql } = require('./ask.cjs');
const { startPeer } = require('./start.cjs');

/**
 * Whether all that are measured give the right answers. Sayso's is the measure: the floor, PostgreSQL and type-graphql have
 * to give the same `data`, key for key; `@neo4j/graphql` all that its shape holds, put together as a client would.
 * @param {import('./ask.cjs').Asked} sayso
 * @param {import('./ask.cjs').Asked[]} others
 * @param {string[]} ids claims to ask for, besides the page
 * @returns {Promise<string[]>} one sentence for each answer that is not right
 */
exports.checkAnswers = async (sayso, others, ids) => {
  const faults = [];
  const compare = (name, what, expected, actual) => {
    const at = differenceOf(expected, actual);
    if (at !== null) faults.push(`${name}, ${what}: ${at}`);
  };
  const page = await sayso.page();
  const claims = new Map();
  for (const id of ids) claims.set(id, await sayso.claim(id));
  for (const other of others) {
    const nested = other.name === 'neo4j-graphql';
    const theirs = await other.page();
    if (nested) compare(other.name, 'page', ...nestedPages(page, theirs));
    else compare(other.name, 'page', page, theirs);
    for (const [id, own] of claims) {
      const theirs = await other.claim(id);
      if (nested) compare(other.name, id, ...nestedClaims(own, theirs));
      else compare(other.name, id, own, theirs);
    }
  }
  return faults;
};

/** Where two values first differ, in words; null where they are alike. The order of keys does not count. */
function differenceOf(expected, actual, path = '') {
  if (isDeepStrictEqual(expected, actual)) return null;
  const objects = [expected, actual].every((value) => typeof value === 'object' && value !== null);
  if (objects) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const at = differenceOf(expected[key], actual[key], `${path}/${key}`);
      if (at !== null) return at;
    }
  }
  const short = (value) => (JSON.stringify(value) ?? 'nothing').slice(0, 120);
  return `${path} is ${short(actual)} instead of ${short(expected)}`;
}

/** The chains of a claim of `@neo4j/graphql`, in Sayso's shape but for the words of spans, which it shows to everybody. */
function chainsOf({ assertedBy, presupposedBy }, inFull) {
  return [...assertedBy, ...presupposedBy].flatMap((inner) => {
    const [{ revisedBy, document }] = inner.reportedIn;
    const [publisher] = document[0].publisher;
    return pathsTo(inner)
      .filter((attributions) => attributions.every((one) => one.reviewState === 'CONFIRMED'))
      .map((attributions) => {
        const narrated = attributions.length === 1 && inner.disclosure === 'OWN_VOICE';
        const attributed = attributions.map((attribution) => ({ agent: attribution.agent[0], attribution }));
        const hops = narrated ? attributed : [{ agent: publisher, attribution: null }, ...attributed];
        const named = ({ agent, attribution }) =>
          agent?.name ?? (attribution ? 'source not stated' : 'publisher not known');
        return {
          text: hops.map(named).join(' ← '),
          hops: hops.map(({ agent, attribution }) => ({
            agent: agent ?? null,
            ...(inFull && { attribution: attribution && attributionOf(attribution) }),
          })),
          ...(inFull && {
            anonymous: inner.disclosure === 'UNNAMED',
            inLatestVersion:
              revisedBy.length === 0 ||
              attributions.every((one) => one.carriedIn.some((later) => later.revisedBy.length === 0)),
          }),
        };
      });
  });
}

/** From each outermost attribution, outermost first. */
function pathsTo(attribution) {
  const relayed = attribution.relayedBy ?? [];
  if (relayed.length === 0) return [[attribution]];
  return relayed.flatMap((outer) => pathsTo(outer).map((path) => [...path, attribution]));
}

const attributionOf = ({ disclosure, quoteType, cue, spans }) => ({
  disclosure,
  quoteType,
  cue,
  spans: sorted(spans.map(({ role, start, end }) => ({ role, start, end }))),
});

/** What of a chain of Sayso's can be compared with `chainsOf`. */
function comparable({ text, hops, anonymous, inLatestVersion }, inFull) {
  return {
    text,
    hops: hops.map(({ agent, attribution }) => ({
      agent,
      ...(inFull && { attribution: attribution && attributionOf(attribution) }),
    })),
    ...(inFull && { anonymous, inLatestVersion }),
  };
}

/** Lists that have no order of their own, in one order. */
const sorted = (list) =>
  list
    .map((value) => [JSON.stringify(value), value])
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, value]) => value);

/** Two lists of chains that are alike if they should be: where a list was cut, which ones it shows is not compared. */
function chainPair(own, theirs, limit, inFull) {
  if (own.length >= limit) return [own.length, Math.min(theirs.length, limit)];
  return [sorted(own.map((chain) => comparable(chain, inFull))), sorted(theirs)];
}

function pairs(list) {
  return [list.map(([own]) => own), list.map(([, theirs]) => theirs)];
}

function nestedPages(own, theirs) {
  const nodes = own.claims.nodes;
  if (nodes.length !== theirs.claims.length) return [nodes.length, theirs.claims.length];
  return pairs(
    nodes.flatMap((node, i) => {
      const { id, text, ...chains } = theirs.claims[i];
      return [
        [
          { id: node.id, text: node.text },
          { id, text },
        ],
        chainPair(node.attributionChains.nodes, chainsOf(chains, false), 5, false),
      ];
    }),
  );
}

function nestedClaims(own, theirs) {
  const claim = own.claim;
  const [node] = theirs.claims;
  if (claim === null || node === undefined) return [claim === null, node === undefined];
  const contradictions = [
    ...node.relationsLeft.map(({ right, ...relation }) => ({ relation, node: right[0] })),
    ...node.relationsRight.map(({ left, ...relation }) => ({ relation, node: left[0] })),
  ];
  const texts = (chains) => sorted(chains.map(({ text }) => text));
  return pairs([
    [
      { text: claim.text, type: claim.type },
      { text: node.text, type: node.type },
    ],
    [claim.origins.distinctKnown, node.originCount],
    chainPair(claim.attributionChains.nodes, chainsOf(node, true), 20, true),
    [
      sorted(claim.contradictions.edges.map((edge) => [edge.relation, edge.node.text])),
      sorted(contradictions.map((edge) => [edge.relation, edge.node.text])),
    ],
    [
      sorted(claim.contradictions.edges.map((edge) => chainTexts(texts(edge.node.attributionChains.nodes)))),
      sorted(contradictions.map((edge) => chainTexts(texts(chainsOf(edge.node, false))))),
    ],
    [
      sorted(claim.reviews.nodes),
      sorted(
        node.reviews.map(({ url, author, rating }) => ({ url, author: author[0] ?? null, rating: rating[0] ?? null })),
      ),
    ],
  ]);
}

const chainTexts = (texts) => (texts.length >= 20 ? 'cut' : texts);

/**
 * `node bench/peers/check.cjs <address of a running Sayso's GraphQL> [claim …]`, with NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD of
 * its database, and PGHOST, PGPORT, PGUSER, PGDATABASE where PostgreSQL holds the same data. Without claims: those of the page.
 */
async function main([url, ...claims]) {
  if (!url) throw new Error('Which Sayso? Give the address of its GraphQL, such as http://localhost:4000/graphql.');
  const sayso = askGraphql('sayso', url);
  const names = ['floor', 'neo4j-graphql', 'type-graphql', ...(process.env.PGHOST ? ['postgres'] : [])];
  const started = [];
  try {
    for (const name of names) started.push(await startPeer(name, {}));
    const others = started.map((peer) =>
      peer.graphql === null ? askBare(peer.name, peer.url) : askGraphql(peer.name, peer.graphql),
    );
    const ids = claims.length > 0 ? claims : (await sayso.page()).claims.nodes.map(({ id }) => id);
    const faults = await exports.checkAnswers(sayso, others, ids);
    for (const fault of faults) console.log(fault);
    console.log(`${names.join(', ')}: one page and ${ids.length} claims, ${faults.length} wrong answers.`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await Promise.all(started.map((peer) => peer.stop()));
  }
}

if (require.main === module) void main(process.argv.slice(2));
