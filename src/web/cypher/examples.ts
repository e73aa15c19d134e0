import type { Question } from './address';
import { byId, h } from './dom';

/** As /cypher/examples.json has it. */
export interface Example {
  name: string;
  question: string;
  statement: string;
  parameters: Record<string, unknown> | null;
}

/** An empty list where there are none, or where they cannot be had: the page works without. */
export async function loadExamples(): Promise<Example[]> {
  try {
    const response = await fetch('/cypher/examples.json');
    return response.ok ? ((await response.json()) as Example[]) : [];
  } catch {
    return [];
  }
}

/** Lists them; a press takes one. */
export function showExamples(examples: Example[], take: (question: Question) => void): void {
  byId('examples').hidden = examples.length === 0;
  byId('example-list').replaceChildren(
    ...examples.map(({ question, statement, parameters }) => {
      const taken = { statement, parameters: parameters ? JSON.stringify(parameters, null, 2) : '' };
      return h('li', {}, h('button', { type: 'button', onclick: () => take(taken) }, question));
    }),
  );
}
