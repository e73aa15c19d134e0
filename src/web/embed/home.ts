/** The server that this script came from, where it is known: of a module nothing tells it but an element of the page. */
export const home: string | null = originOf(
  (document.currentScript as HTMLScriptElement | null)?.src ??
    document.querySelector<HTMLScriptElement>('script[src*="/embed/sayso.js"]')?.src,
);

/** The origin of a web address; null for anything else. */
export function originOf(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const { protocol, origin } = new URL(address);
  return /^https?:$/.test(protocol) ? origin : null;
}

/** Which claim an address is of: of its page, in whatever form, now or at a moment. */
export function claimAt(address: string): { origin: string; claim: string; asOf: string | null } | null {
  const origin = originOf(address);
  if (origin === null) return null;
  const { pathname, searchParams } = new URL(address);
  const claim = /^\/(?:embed\/)?claims\/([^/.]+)(?:\.[a-z]+)?\/?$/.exec(pathname)?.[1] ?? '';
  return isClaimId(claim) ? { origin, claim, asOf: searchParams.get('asOf') } : null;
}

export const isClaimId = (text: string) => /^clm_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
