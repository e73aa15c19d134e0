import { bookmarkHeader } from './bookmark';

/**
 * A page of any site may ask and read, these headers of the answer included. Nothing here goes by cookies or by who is
 * asked from: what is not for everybody needs a key, and a page can send only one that it was given. So credentials are
 * never allowed.
 */
export const openToAllSites = (...exposed: string[]) => ({
  'access-control-allow-origin': '*',
  'access-control-expose-headers': exposed.join(', '),
  'cross-origin-resource-policy': 'cross-origin',
});

/** What a browser is told that asks, before a page's request, whether it may be sent. `*` does not stand for `authorization`. */
export const preflightAnswer = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': `authorization, content-type, if-none-match, last-event-id, ${bookmarkHeader}, apollo-require-preflight, *`,
  // Chromium remembers no longer. Seconds.
  'access-control-max-age': '7200',
};
