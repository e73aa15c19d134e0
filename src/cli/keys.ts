import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Config } from '../config';
import { createKey, listKeys, revokeKey } from '../features/principal/keys.service';
import type { KeyRow } from '../features/principal/principal.queries';
import { roles, type Role } from '../features/principal/viewer';
import type { Graph } from '../graph/graph';
import { print, remark } from './report';
import { table } from './table';
import type { WithGraph } from './with-graph';

interface CreateOptions {
  name: string;
  role: Role;
  label?: string;
  expires?: Date;
}

/** `sayso keys create | list | revoke`. */
export function addKeysCommands(program: Command, config: () => Config, withGraph: WithGraph): void {
  const keys = program.command('keys').description('Makes, lists and revokes API keys (docs/keys.md).');
  keys
    .command('create')
    .requiredOption('--name <name>', 'whose key it is; one name, one principal')
    .addOption(
      new Option('--role <role>', `what they may do from now on: ${roles.join(', ')}`)
        .argParser(readRole)
        .makeOptionMandatory(),
    )
    .option('--label <text>', 'what this key is for')
    .option('--expires <when>', 'days from now (90d), a date or a moment (2027-01-31, 2027-01-31T18:00Z)', readExpiry)
    .description('Makes a key and prints it. It cannot be shown again.')
    .action((options: CreateOptions) => withGraph(config(), remark, (graph) => create(graph, options)));
  keys
    .command('list')
    .description('Shows every key that was made, without the keys.')
    .action(() => withGraph(config(), remark, async (graph) => print(keyTable(await listKeys(graph)))));
  keys
    .command('revoke')
    .argument('<id>', 'the id of the key, as `keys list` shows it: key_…')
    .description('Ends a key. Servers that have just seen it follow within 10 seconds.')
    .action((id: string) => withGraph(config(), remark, (graph) => revoke(graph, id)));
}

async function create(graph: Graph, { name, role, label, expires }: CreateOptions): Promise<void> {
  const made = await createKey(graph, { principal: name, role, label, expiresAt: expires });
  const { id, principal, rolesBefore, key } = made;
  const before = rolesBefore?.join(', ') || 'without a role';
  if (rolesBefore && before !== role) remark(`"${principal}" was ${before}: every key of theirs is ${role} now.`);
  remark(
    `${id} for "${principal}" (${role}), ${expires ? `until ${moment(expires)}` : 'until revoked'}; shown this once:`,
  );
  print(key);
}

async function revoke(graph: Graph, id: string): Promise<void> {
  const { principal, revokedAt } = await revokeKey(graph, id);
  print(`${id} of "${principal}" is revoked since ${moment(revokedAt)}.`);
}

/** The keys as lines of columns, in the order given. */
export function keyTable(keys: KeyRow[], now = new Date()): string {
  if (keys.length === 0) return 'There are no keys yet.';
  const rows = keys.map((key) => [
    key.id,
    key.principal,
    key.roles.join(',') || '-',
    key.label ?? '-',
    `…${key.hint}`,
    moment(key.createdAt),
    key.expiresAt ? `${moment(key.expiresAt)}${key.expiresAt <= now ? ' (past)' : ''}` : 'never',
    key.revokedAt ? moment(key.revokedAt) : '-',
  ]);
  return table(['id', 'principal', 'role', 'label', 'hint', 'created', 'expires', 'revoked'], rows);
}

const moment = (date: Date) => `${date.toISOString().slice(0, 16)}Z`;

function readRole(text: string): Role {
  const role = roles.find((one) => one === text.toUpperCase());
  if (!role) throw new InvalidArgumentError(`It is one of ${roles.join(', ')}.`);
  return role;
}

/** `90d` from `now`, or an ISO date (its first moment, UTC) or moment. */
export function readExpiry(text: string, _previous?: unknown, now = new Date()): Date {
  const [, days] = /^([1-9]\d{0,4})d$/.exec(text) ?? [];
  if (days) return new Date(now.getTime() + Number(days) * 86_400_000);
  // A moment without a zone would mean another one on each machine.
  const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const when = new Date(isIso && isDay(text.slice(0, 10)) ? text : NaN);
  if (Number.isNaN(when.getTime())) {
    throw new InvalidArgumentError(
      'It is a number of days (90d), a date (2027-01-31) or a moment (2027-01-31T18:00Z).',
    );
  }
  if (when <= now) throw new InvalidArgumentError('That moment has passed.');
  return when;
}

/** `Date` takes 31 February for 3 March. */
function isDay(text: string): boolean {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
