import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { retryAfterSeconds } from '../api/admission';
import { momentOf } from '../api/as-of';
import { isKnown, tagOf } from '../api/etag';
import { badInput, SaysoError, statusOfCode } from '../errors';
import { kindOf } from '../identity';
import { cardAddress, cardSize } from './claim-cards';
import { frameSize, iframeCode, type NamedClaim } from './embed-code';
import { escapeHtml } from './html';
import type { OwnAddresses } from './own-address';
import { openToPages, readMoment, type ResourcePageOptions } from './resource-page';
import { titleText } from './said';

export interface OembedOptions extends Omit<ResourcePageOptions, 'originOf'> {
  addresses: OwnAddresses;
}

/** Seconds for which a consumer may keep an answer. */
const cacheSeconds = 600;
const formats = {
  json: { type: 'application/json; charset=utf-8', write: (answer: Answer) => JSON.stringify(answer) },
  xml: { type: 'text/xml; charset=utf-8', write: xmlOf },
};
type Answer = Record<string, string | number>;

/** `GET /oembed?url=`: what a consumer needs to show a claim, by oEmbed 1.0 (https://oembed.com). */
export async function oembed(app: FastifyInstance, options: OembedOptions): Promise<void> {
  const { addresses, contextFor, admission, anonymous } = options;
  app.get<{ Querystring: Record<string, unknown> }>('/oembed', async (request, reply) => {
    openToPages(reply);
    if (!anonymous) reply.header('vary', 'authorization');
    const answered = admission.run(() => answer(request, reply).catch((error: unknown) => sendError(error, reply)));
    if (answered) return answered;
    admission.refused();
    return sendError(new SaysoError('UNAVAILABLE', 'The server is answering as many requests as it can.'), reply);
  });

  async function answer(request: FastifyRequest<{ Querystring: Record<string, unknown> }>, reply: FastifyReply) {
    const { url, format = 'json', maxwidth, maxheight } = request.query;
    const form =
      typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format as 'json' | 'xml'] : null;
    if (!form) return sendFault(501, 'BAD_USER_INPUT', 'format: json or xml.', reply);
    if (typeof url !== 'string' || url === '')
      throw badInput('url: the address of a claim, such as …/claims/<id>.', 'url');
    const most = { width: mostOf(maxwidth, 'maxwidth'), height: mostOf(maxheight, 'maxheight') };
    const context = await contextFor(request);
    const wanted = claimAt(url);
    const origin = wanted && addresses.originFor(wanted.url, request);
    if (!wanted || !origin) return sendUnknown(reply);
    // Its words are all that an answer has of it: its chains need not be read.
    const claim = await context.loaders.claim.byId.load({ id: wanted.id, at: wanted.asOf });
    if (!claim) return sendUnknown(reply);
    const body = form.write(answerOf({ claim, asOf: wanted.asOf }, origin, most, wanted.theme));
    const tag = tagOf(body);
    const visibility = anonymous ? 'public' : 'private';
    reply.header('etag', tag).header('cache-control', `${visibility}, max-age=${cacheSeconds}`);
    if (isKnown(request.headers['if-none-match'], tag)) return reply.code(304).send();
    return reply.type(form.type).send(body);
  }

  const sendUnknown = (reply: FastifyReply) =>
    sendFault(404, 'BAD_USER_INPUT', 'url: no address of a claim on this server.', reply);

  function sendError(error: unknown, reply: FastifyReply): FastifyReply {
    if (!(error instanceof SaysoError) || error.code === 'INTERNAL') throw error;
    if (error.code === 'UNAVAILABLE') reply.header('retry-after', retryAfterSeconds);
    return sendFault(statusOfCode[error.code], error.code, error.message, reply);
  }

  function sendFault(status: number, code: string, message: string, reply: FastifyReply): FastifyReply {
    reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8');
    return reply.send({ errors: [{ message, extensions: { code } }] });
  }
}

interface Most {
  width: number | null;
  height: number | null;
}

function answerOf({ claim, asOf }: NamedClaim, origin: string, most: Most, theme: string | undefined): Answer {
  const width = Math.min(frameSize.width, most.width ?? Infinity);
  const height = Math.min(frameSize.height, most.height ?? Infinity);
  // The consumer's bounds are the picture's, too, and it comes in one size.
  const fits = cardSize.width <= (most.width ?? Infinity) && cardSize.height <= (most.height ?? Infinity);
  return {
    ...{ type: 'rich', version: '1.0', title: titleText(claim.text) },
    ...{ provider_name: 'Sayso', provider_url: `${origin}/`, cache_age: cacheSeconds },
    ...(fits && {
      thumbnail_url: cardAddress({ claim, asOf }, origin),
      thumbnail_width: cardSize.width,
      thumbnail_height: cardSize.height,
    }),
    ...{ html: iframeCode({ claim, asOf }, origin, { width, height, theme }), width, height },
  };
}

/** Any address of a claim: of its page, of one of its forms, of its embed, of a moment. */
function claimAt(address: string): { url: URL; id: string; asOf: Date | null; theme: string | undefined } | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const id = /^\/(?:embed\/)?claims\/([^/.]+)(?:\.[a-z]{2,10})?\/?$/.exec(url.pathname)?.[1] ?? '';
  if (kindOf(id) !== 'Claim') return null;
  const asOf = url.searchParams.get('asOf');
  const theme = url.searchParams.get('theme') ?? '';
  return {
    ...{ url, id, asOf: momentOf(asOf === null || asOf === 'now' ? null : readMoment(asOf)) },
    theme: /^(light|dark)$/.test(theme) ? theme : undefined,
  };
}

/** @throws SaysoError BAD_USER_INPUT */
function mostOf(given: unknown, name: string): number | null {
  if (given === undefined || given === '') return null;
  if (typeof given === 'string' && /^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw badInput(`${name}: a number of pixels.`, name);
}

/** An oEmbed answer as XML. Characters that XML 1.0 has no room for are left out. */
export function xmlOf(answer: Answer): string {
  const lines = Object.entries(answer).map(([name, value]) => `  <${name}>${xmlText(String(value))}</${name}>\n`);
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>\n${lines.join('')}</oembed>\n`;
}
const xmlText = (text: string) =>
  escapeHtml(text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''));
