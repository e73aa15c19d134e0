import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { overloaded, retryAfterSeconds, type Admission } from '../api/admission';
import { momentOf } from '../api/as-of';
import { openToAllSites } from '../api/cors';
import { isKnown, tagOf } from '../api/etag';
import type { Context } from '../context';
import { badInput, SaysoError, statusOfCode, type ErrorCode } from '../errors';
import { checkId, type Identified } from '../identity';
import { preferredType } from './accepts';
import { errorView } from './error-view';
import { withArticle } from './said';

export interface ResourcePageOptions {
  /** Who asks, and what their request carries. @throws SaysoError UNAUTHENTICATED */
  contextFor: (request: FastifyRequest) => Promise<Context>;
  admission: Admission;
  /** Whether everybody gets the same without a key, so that shared caches may keep it. */
  anonymous: boolean;
  /** The origin by which this server is reached, for links that leave it. */
  originOf: (request: FastifyRequest) => string;
}

/** What a form is asked with besides. */
export interface Asked {
  origin: string;
  query: Readonly<Record<string, unknown>>;
}

/** One of the forms in which something is given at its address. */
export interface Form<T> {
  suffix: string;
  /** A text's goes out with `charset=utf-8`. */
  type: string;
  write: (shown: T, asked: Asked) => string | Uint8Array | Promise<string | Uint8Array>;
  /** Its Content-Security-Policy, where it needs less than a page. */
  policy?: string;
}

/** What has an address of its own, `/<path>/<id>`, and several forms. */
export interface Resource<T extends { asOf: Date | null }> {
  path: string;
  kind: Identified;
  /** As it is called in a sentence. */
  noun: string;
  /** The one that is given to whoever does not mind first: the page. */
  forms: readonly [Form<T>, ...Form<T>[]];
  /** What its addresses may say besides the moment, each once: which part of the thing is meant. */
  parameters?: readonly string[];
  /** Null for an id that nothing has; `unknown` where it was not recorded yet at that moment. */
  read: (context: Context, id: string, asOf: Date | null, more: QueryValues) => Promise<Shown<T>>;
  /** What stands instead of the page. */
  faultView?: typeof errorView;
}
export type Shown<T> = T | { unknown: Date } | { missing: string } | null;
export type QueryValues = { [name: string]: unknown };

/** The address of a thing, in a form, as of a moment: null for now. */
export function resourceAddress(
  path: string,
  id: string,
  asOf: Date | null,
  suffix?: string,
  more: { [name: string]: string } = {},
): string {
  const query = [
    ...Object.entries(more).map(([name, value]) => `${name}=${encodeURIComponent(value)}`),
    ...(asOf ? [`asOf=${asOf.toISOString()}`] : []),
  ].join('&');
  return `/${path}/${id}${suffix === undefined ? '' : `.${suffix}`}${query && `?${query}`}`;
}

/** `GET /<path>/<id>`: by suffix and by `Accept`, now or `?asOf=` a moment, with ETag and 304 (docs/claim-page.md). */
export function resourcePage<T extends { asOf: Date | null }>(
  app: FastifyInstance,
  { contextFor, admission, anonymous, originOf }: ResourcePageOptions,
  { path, kind, noun, forms, parameters = [], read, faultView = errorView }: Resource<T>,
): void {
  const [page] = forms;
  app.get<{ Params: { id: string }; Querystring: QueryValues }>(`/${path}/:id`, async (request, reply) => {
    const [id = '', ...endings] = request.params.id.split('.');
    const suffix = endings.length > 0 ? endings.join('.') : null;
    const form = suffix === null ? accepted(request) : (forms.find((one) => one.suffix === suffix) ?? null);
    reply.header('vary', anonymous ? 'accept' : 'accept, authorization');
    openToPages(reply);
    const answered = admission.run(async () => {
      try {
        const context = await contextFor(request);
        checkId(id, kind);
        if (!form) return sendNotAcceptable(reply);
        const { asOf } = request.query;
        if (asOf === 'now') {
          const address = resourceAddress(path, id, new Date(), suffix ?? undefined, meant(request.query));
          return reply.header('cache-control', 'no-store').redirect(address, 302);
        }
        const moment = momentOf(asOf === undefined ? null : readMoment(asOf));
        const shown = await read(context, id, moment, request.query);
        if (shown === null || 'unknown' in shown || 'missing' in shown) return sendUnknown(form, id, shown, reply);
        return await sendForm(form, id, shown, request, reply);
      } catch (error) {
        return sendError(form ?? page, error, request, reply);
      }
    });
    if (answered) return answered;
    admission.refused();
    return sendError(form ?? page, new SaysoError('UNAVAILABLE', overloaded), request, reply);
  });

  /** What a query says of the thing itself. */
  function meant(query: QueryValues): { [name: string]: string } {
    const known = Object.entries(query).filter(([name, value]) => parameters.includes(name) && isText(value));
    return Object.fromEntries(known) as { [name: string]: string };
  }

  function accepted({ headers }: FastifyRequest): Form<T> | null {
    const type = preferredType(
      headers.accept,
      forms.map((form) => form.type),
    );
    return forms.find((form) => form.type === type) ?? null;
  }

  async function sendForm(
    form: Form<T>,
    id: string,
    shown: T,
    request: FastifyRequest<{ Querystring: Record<string, unknown> }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const body = await form.write(shown, { origin: originOf(request), query: request.query });
    // Of the form itself, so that it changes with what is shown and with nothing else.
    const tag = tagOf(body);
    reply.header('etag', tag).header('cache-control', anonymous ? 'no-cache' : 'private, no-cache');
    if (shown.asOf) {
      // RFC 7089 and RFC 5829: for the forms that have no room to say it.
      reply.header('memento-datetime', shown.asOf.toUTCString());
      const now = resourceAddress(path, id, null, undefined, meant(request.query));
      reply.header('link', `<${now}>; rel="latest-version"`);
    }
    if (isKnown(request.headers['if-none-match'], tag)) return reply.code(304).send();
    if (form.policy !== undefined) reply.header('content-security-policy', form.policy);
    if (isText(body)) return reply.type(`${form.type}; charset=utf-8`).send(body);
    return reply.type(form.type).send(Buffer.from(body));
  }

  function sendNotAcceptable(reply: FastifyReply): FastifyReply {
    const offered = forms.map(({ suffix, type }) => `.${suffix} (${type})`).join(', ');
    const message = `${capitalized(withArticle(noun))} comes as ${offered}.`;
    return sendFault(null, { status: 406, code: 'BAD_USER_INPUT', message }, reply);
  }

  function sendUnknown(form: Form<T>, id: string, shown: Gone, reply: FastifyReply): FastifyReply {
    const fault = { status: 404, code: 'BAD_USER_INPUT' as const, message: `There is no ${noun} ${id}.` };
    if (shown === null) return sendFault(form, fault, reply);
    if ('missing' in shown) {
      return sendFault(form, { ...fault, message: shown.missing, now: resourceAddress(path, id, null) }, reply);
    }
    const message = `The ${noun} ${id} was not recorded yet at ${shown.unknown.toISOString()}.`;
    return sendFault(form, { ...fault, message, now: resourceAddress(path, id, null) }, reply);
  }

  function sendError(form: Form<T>, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    if (error instanceof SaysoError && error.code !== 'INTERNAL') {
      const { code, message } = error;
      if (code === 'UNAVAILABLE') reply.header('retry-after', retryAfterSeconds);
      return sendFault(form, { status: statusOfCode[code], code, message }, reply);
    }
    request.log.error({ err: error }, `A ${noun} could not be shown.`);
    return sendFault(form, { status: 500, code: 'INTERNAL', message: 'Something went wrong on our side.' }, reply);
  }

  /** As a page to whoever wants a page, to all others in the shape that the API answers. */
  function sendFault(form: Form<T> | null, fault: Fault, reply: FastifyReply): FastifyReply {
    const { status, code, message } = fault;
    reply.code(status).header('cache-control', 'no-store');
    if (form === page) return reply.type('text/html; charset=utf-8').send(faultView(fault, noun));
    return reply.type('application/json; charset=utf-8').send({ errors: [{ message, extensions: { code } }] });
  }
}

type Gone = Extract<Shown<never>, object | null>;
interface Fault {
  status: number;
  code: ErrorCode;
  message: string;
  /** Where it stands as it is now. */
  now?: string;
}

/** Lets the pages of every site read an answer. */
export const openToPages = (reply: FastifyReply): FastifyReply =>
  reply.headers(openToAllSites('etag', 'link', 'memento-datetime', 'retry-after'));

const moment = z.iso.datetime({ offset: true });

/** @throws SaysoError BAD_USER_INPUT */
export function readMoment(given: unknown): Date {
  const text = moment.safeParse(given);
  if (text.success) return new Date(text.data);
  throw badInput('asOf: a moment such as 2026-01-31T18:00:00Z, or now. A + stands in an address as %2B.', 'asOf');
}

const isText = (value: unknown): value is string => typeof value === 'string';
const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
