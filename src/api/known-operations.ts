import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLError, parse, print, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { StartUpFault } from '../errors';
import { sha256Of } from '../sha256';

/** Operations that are known before anybody asks them (docs/apps.md). */
export interface KnownOperations {
  /** Whether nothing else runs. */
  only: boolean;
  /** The text with this hash; undefined for one that is not known. */
  textOf: (hash: string) => string | undefined;
  /** Why a document does not run; null where it does. Blanks, commas and comments make no difference. */
  refusalOf: (document: DocumentNode) => GraphQLError | null;
}

export interface KnownOptions {
  /** Whether nothing else runs. */
  only: boolean;
  /** Each with `.graphql` files, a document each, and `.json` files, an object whose values are documents. */
  dirs: readonly string[];
  /** Documents that are in no folder. */
  texts?: readonly string[];
}

/**
 * Reads the documents, each of which must be valid: where nothing else runs, they are not validated again.
 * @throws StartUpFault that names the file at fault
 */
export function readKnownOperations(schema: GraphQLSchema, { only, dirs, texts = [] }: KnownOptions): KnownOperations {
  const ofHash = new Map<string, string>();
  const hashes = new Set<string>();
  const add = (text: string, from: string) => {
    const normal = print(checked(schema, text, from));
    hashes.add(sha256Of(normal));
    // A client sends the hash of what it would send: the file as it is, or printed by its GraphQL library.
    for (const one of [text, text.trim(), normal]) ofHash.set(sha256Of(one), one);
  };
  for (const text of texts) add(text, 'an operation of Sayso’s own');
  for (const file of dirs.flatMap(filesOf)) for (const text of documentsOf(file)) add(text, file);
  return {
    only,
    textOf: (hash) => ofHash.get(hash),
    refusalOf: (document) => {
      if (!only) return null;
      const normal = print(document);
      return hashes.has(sha256Of(normal)) ? null : notKnown(normal);
    },
  };
}

function notKnown(printed: string): GraphQLError {
  const isOfSchema = /\b__(schema|type)\b/.test(printed);
  return new GraphQLError(
    isOfSchema
      ? 'This server runs only the operations that it knows: it does not tell its schema, and the playground completes ' +
          'no names. The playground’s examples run. docs/apps.md has more.'
      : 'This server runs only the operations that it knows, and this is none of them. Whoever runs it can add it: ' +
          'docs/apps.md.',
    { extensions: { code: 'FORBIDDEN', http: { status: 403 } } },
  );
}

function filesOf(dir: string): string[] {
  try {
    const files = readdirSync(dir).filter((file) => /\.(graphql|json)$/.test(file));
    return files.sort().map((file) => join(dir, file));
  } catch (error) {
    throw new StartUpFault(
      `The folder of operations ${dir} cannot be read.`,
      'Correct SAYSO_OPERATIONS_DIR; docs/apps.md tells what it holds.',
      { cause: error },
    );
  }
}

function documentsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (!file.endsWith('.json')) return [text];
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    throw faultOf(file, (error as Error).message);
  }
  const documents = typeof manifest === 'object' && manifest !== null ? Object.values(manifest) : [];
  if (documents.length === 0 || !documents.every((one) => typeof one === 'string')) {
    throw faultOf(file, 'it is no object whose values are documents');
  }
  return documents;
}

function checked(schema: GraphQLSchema, text: string, from: string): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    throw faultOf(from, (error as Error).message);
  }
  const [fault] = validate(schema, document);
  if (fault) throw faultOf(from, fault.message);
  return document;
}

const faultOf = (file: string, reason: string) =>
  new StartUpFault(`${file}: ${reason}`, 'Correct that operation, or take it out of the folder; docs/apps.md.');
