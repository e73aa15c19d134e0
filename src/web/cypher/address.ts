export const views = ['table', 'graph', 'chart', 'json'] as const;
export type View = (typeof views)[number];

/** What a link to this page says. */
export interface Question {
  statement: string;
  /** As it was typed, JSON or not. */
  parameters: string;
}

/** The fragment of the address, which no browser sends to a server: what somebody asks is theirs until they press Run. */
export function fragmentOf({ statement, parameters }: Question, view: View): string {
  const parts = new URLSearchParams({ statement });
  if (parameters.trim() !== '') parts.set('parameters', parameters);
  if (view !== 'table') parts.set('view', view);
  return `#${parts.toString()}`;
}

/** null where the fragment holds no query. */
export function readFragment(fragment: string): (Question & { view: View }) | null {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const statement = parts.get('statement');
  if (statement === null) return null;
  const view = views.find((one) => one === parts.get('view')) ?? 'table';
  return { statement, parameters: parts.get('parameters') ?? '', view };
}

/** @throws Error that says what is wrong with the text, for the person who typed it */
export function readParameters(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The parameters are not JSON: ${(error as Error).message}.`, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('The parameters must be one JSON object, such as {"id": "clm_…"}.');
  }
  return value as Record<string, unknown>;
}
