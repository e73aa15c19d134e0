import type { Context } from '../../context';
import type { At } from '../../graph/loading';
import { byId, without } from '../../rows';
import type { NoticeNode } from './correction.queries';

/** What a document says of mending something, with the document that says so. */
export type ShownCorrection = Omit<NoticeNode, 'parentId'> & {
  document: { id: string; title: string | null; url: string | null; version: number | null } | null;
};

/** What documents say of mending these attributions. */
export async function correctionsOfAttributions(
  context: Context,
  attributions: readonly string[],
  at: At,
): Promise<ShownCorrection[]> {
  const { correction } = context.loaders;
  const rows = await Promise.all(attributions.map((id) => correction.noticesOfAttribution.load({ id, at })));
  return shownCorrections(context, rows.flat(), at);
}

/** Each notice once, by id. */
export async function shownCorrections(
  { loaders }: Context,
  rows: readonly NoticeNode[],
  at: At,
): Promise<ShownCorrection[]> {
  const once = new Map(rows.map((row) => [row.id, row]));
  return Promise.all(
    [...once.values()].sort(byId).map(async (row) => {
      const notice = without(row, 'parentId');
      const version = await loaders.document.versionInShort.load({ id: notice.statedIn, at });
      const document = version && (await loaders.document.byId.load({ id: version.documentId, at }));
      const { id, title, url } = document ?? {};
      return {
        ...notice,
        document:
          id === undefined ? null : { id, title: title ?? null, url: url ?? null, version: version?.seq ?? null },
      };
    }),
  );
}
