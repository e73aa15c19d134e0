import type { Reader } from '../../graph/graph';
import { listLoader, type At } from '../../graph/loading';
import { statesOfNodes, type StateNode } from './history.queries';

export function historyLoaders(reader: Reader) {
  return {
    /** All states up to a moment, the first first. */
    ofNode: listLoader<{ at: At }, StateNode>(async (ids, { at }) => {
      const states = await reader.read(statesOfNodes, { ids });
      if (at === null) return states;
      // A moment does not know yet when the state that held then would end.
      const endedBy = (end: Date | null) => (end !== null && end <= at ? end : null);
      return states
        .filter((state) => state.recordedFrom <= at)
        .map((state) => ({ ...state, recordedTo: endedBy(state.recordedTo) }));
    }),
  };
}
