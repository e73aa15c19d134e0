import { isDeepStrictEqual } from 'node:util';
import type { StateNode } from './history.queries';

export interface FieldDifference {
  name: string;
  before: unknown;
  after: unknown;
}

/** What each state changed against the one before; the first state has its values as new. */
export function differences(states: StateNode[]): (StateNode & { fields: FieldDifference[] })[] {
  return states.map((state, i) => {
    const former = states[i - 1]?.values ?? {};
    const fields = Object.keys(state.values)
      .map((name) => ({ name, before: former[name] ?? null, after: state.values[name] ?? null }))
      .filter(({ before, after }) => !isDeepStrictEqual(before, after));
    return { ...state, fields };
  });
}
