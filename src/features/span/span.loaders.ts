import type { Reader } from '../../graph/graph';
import { listLoader, nodeLoader, type At } from '../../graph/loading';
import { laterPlacesOfSpans, spansByIds, spansOfAttributions, undecidedSpans, type SpanNode } from './span.queries';

export function spanLoaders(reader: Reader) {
  return {
    byId: nodeLoader<SpanNode>((ids, at) => reader.read(spansByIds, { ids, at })),
    ofAttribution: listLoader<{ at: At }, SpanNode & { parentId: string }>((ids, { at }) =>
      reader.read(spansOfAttributions, { ids, at }),
    ),
    undecided: listLoader<{ at: At }, SpanNode & { parentId: string }>((ids, { at }) =>
      reader.read(undecidedSpans, { ids, at }),
    ),
    laterPlaces: listLoader<{ at: At }, SpanNode & { parentId: string }>((ids, { at }) =>
      reader.read(laterPlacesOfSpans, { ids, at }),
    ),
  };
}
