import type { Command } from 'commander';
import type { Config } from '../config';
import { createWebhook, listDead, listWebhooks, removeWebhook, retryDead } from '../features/feed/webhook.service';
import { sealingKeyOf, sealingWith } from '../features/principal/sealing';
import type { Graph } from '../graph/graph';
import { print, remark } from './report';
import { table } from './table';
import type { WithGraph } from './with-graph';

interface CreateOptions {
  op?: string[];
  kind?: string[];
}

/** `sayso webhooks create | list | remove | dead | retry`. */
export function addWebhooksCommands(program: Command, config: () => Config, withGraph: WithGraph): void {
  const webhooks = program.command('webhooks').description('Tells other servers of changes (docs/feed.md).');
  webhooks
    .command('create')
    .argument('<url>', 'the https address that is called')
    .option('--op <op...>', 'only changes that did one of these: RECORD, DECIDE, …')
    .option('--kind <kind...>', 'only changes that touched one of these: Claim, Attribution, …')
    .description('Makes a webhook and prints its secret. It cannot be shown again.')
    .action((url: string, options: CreateOptions) =>
      withGraph(config(), remark, (graph) => create(graph, config(), url, options)),
    );
  webhooks
    .command('list')
    .description('Shows every webhook: how far it has been told, and what went wrong last.')
    .action(() => withGraph(config(), remark, list));
  webhooks
    .command('remove')
    .argument('<id>', 'as `webhooks list` shows it: whk_…')
    .description('Calls a webhook no more, and forgets its secret.')
    .action((id: string) => withGraph(config(), remark, (graph) => remove(graph, id)));
  webhooks
    .command('dead')
    .description('Shows the deliveries that were given up and have not come through since.')
    .action(() => withGraph(config(), remark, dead));
  webhooks
    .command('retry')
    .argument('[ids...]', 'as `webhooks dead` shows them: dlv_…; all where none is given')
    .description('Tries dead deliveries once more, now.')
    .action((ids: string[]) => withGraph(config(), remark, (graph) => retry(graph, config(), ids)));
}

async function create(graph: Graph, config: Config, url: string, { op, kind }: CreateOptions): Promise<void> {
  const { seal } = sealingWith(sealingKeyOf(config));
  const made = await createWebhook(
    { graph, seal, allowPrivateHooks: config.privateWebhooks },
    { url, ops: op, kinds: kind },
  );
  remark(`${made.id} for ${made.url}; its secret, shown this once:`);
  print(made.secret);
}

async function list(graph: Graph): Promise<void> {
  const rows = (await listWebhooks(graph)).map((hook) => [
    hook.id,
    hook.url,
    hook.ops?.join(',') ?? 'all',
    hook.kinds?.join(',') ?? 'all',
    String(hook.lastSeq),
    String(hook.dead),
    hook.disabledAt ? 'removed' : (hook.lastError ?? '-'),
  ]);
  print(
    rows.length === 0
      ? 'There are no webhooks yet.'
      : table(['id', 'url', 'ops', 'kinds', 'told up to', 'dead', 'last error'], rows),
  );
}

async function remove(graph: Graph, id: string): Promise<void> {
  const removed = await removeWebhook(graph, id);
  print(removed ? `${id} is called no more.` : `${id} is no webhook, or was removed before.`);
  if (!removed) process.exitCode = 1;
}

async function dead(graph: Graph): Promise<void> {
  const rows = (await listDead(graph)).map((one) => [
    one.id,
    one.url,
    String(one.seq),
    String(one.attempts),
    one.at.toISOString(),
    one.lastError ?? '-',
  ]);
  print(
    rows.length === 0
      ? 'No delivery is dead.'
      : table(['id', 'url', 'change', 'tries', 'given up', 'last error'], rows),
  );
}

async function retry(graph: Graph, config: Config, ids: string[]): Promise<void> {
  const { unseal } = sealingWith(sealingKeyOf(config));
  const settings = { graph, unseal, allowPrivateHooks: config.privateWebhooks };
  const results = await retryDead(settings, ids.length > 0 ? ids : undefined);
  for (const { id, seq, error } of results) print(`${id} (change ${seq}): ${error ?? 'delivered'}`);
  if (results.length === 0) print('No such delivery is dead.');
  if (results.some((one) => one.error !== null)) process.exitCode = 1;
}
