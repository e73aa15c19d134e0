import { refuse } from '../../errors';
import type { ValueOf } from '../../graph/vocabulary';
import { checkId, newId, quantityId } from '../../identity';
import type { ChangeWriter } from '../change-set/change-set.service';
import { guard, needAll, needOne, stateFor } from '../change-set/guard';
import type { Viewer } from '../principal/viewer';
import { presentClaims, type ClaimRow, type QuantityRow } from './claim.queries';
import { saveClaims } from './claim.service';

export interface NewClaim {
  text: string;
  language: string;
  type: ValueOf<'ClaimType'>;
  quantities?:
    | (Omit<QuantityRow, 'id' | 'unit' | 'value' | 'min' | 'max' | 'comparator' | 'approximate'> & {
        unit?: string | null;
        value?: number | null;
        min?: number | null;
        max?: number | null;
        comparator?: ValueOf<'Comparator'> | null;
        approximate?: boolean | null;
      })[]
    | null;
  mentions?: string[] | null;
  reviewState?: ValueOf<'ReviewState'> | null;
}

/** A claim's row, new. @throws SaysoError INVALID_INPUT for an empty text or a malformed language. */
export function newClaimRow(input: NewClaim, viewer: Viewer, field = 'text'): ClaimRow {
  const text = checkedText(input.text, field);
  const language = checkedLanguage(input.language);
  const id = newId('Claim');
  return {
    id,
    text,
    language,
    type: input.type,
    reviewState: stateFor(viewer, input.reviewState),
    quantities: (input.quantities ?? []).map((quantity, position) => ({
      id: quantityId(id, position),
      measure: quantity.measure,
      unit: quantity.unit ?? null,
      value: quantity.value ?? null,
      min: quantity.min ?? null,
      max: quantity.max ?? null,
      comparator: quantity.comparator ?? 'EQUAL',
      approximate: quantity.approximate ?? false,
    })),
    events: [],
    mentions: [...new Set(input.mentions ?? [])].map((id) => checkId(id, 'Agent', 'mentions')).sort(),
  };
}

function checkedText(given: string, field: string): string {
  const text = given.trim();
  if (text === '') throw refuse('INVALID_INPUT', `${field}: a claim says something.`, field);
  if (text.length > 2_000) throw refuse('INVALID_INPUT', `${field}: longer than 2000 characters.`, field);
  return text;
}

function checkedLanguage(language: string): string {
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(language)) {
    throw refuse('INVALID_INPUT', 'language: not a language tag such as "en" or "pt-BR".', 'language');
  }
  return language;
}

export async function recordClaim(writer: ChangeWriter, input: NewClaim, viewer: Viewer): Promise<string> {
  const row = newClaimRow(input, viewer);
  await needAll(writer, new Map(row.mentions.map((id) => [id, 'mentions'])));
  await saveClaims(writer, [row]);
  return row.id;
}

export interface ClaimRevision {
  claim: string;
  text?: string | null;
  language?: string | null;
  type?: ValueOf<'ClaimType'> | null;
  expectedRevision?: number | null;
}

/** Mends a claim. Once an attribution stands on it, in its wording only (model.md, rule 10). */
export async function reviseClaim(writer: ChangeWriter, input: ClaimRevision, viewer: Viewer): Promise<string> {
  const id = checkId(input.claim, 'Claim', 'claim');
  await guard(writer, id, viewer, 'claim', input.expectedRevision);
  const row = await needOne(writer, presentClaims, id, 'claim');
  const { text, language, type } = input;
  await saveClaims(writer, [
    {
      ...row,
      text: text == null ? row.text : checkedText(text, 'text'),
      language: language == null ? row.language : checkedLanguage(language),
      type: type ?? row.type,
    },
  ]);
  return id;
}
