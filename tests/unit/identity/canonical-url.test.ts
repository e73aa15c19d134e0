import fc from 'fast-check';
import { canonicalUrl } from '../../../src/identity';

test.each([
  ['https://www.newsweek.com/iran-pakistan-1861466', 'https://www.newsweek.com/iran-pakistan-1861466'],
  ['HTTPS://WWW.Newsweek.COM/Iran', 'https://www.newsweek.com/Iran'],
  ['https://a.example:443/x', 'https://a.example/x'],
  ['http://a.example:80/x', 'http://a.example/x'],
  ['https://a.example:8443/x', 'https://a.example:8443/x'],
  ['https://a.example', 'https://a.example'],
  ['https://a.example/', 'https://a.example'],
  ['https://a.example/x/', 'https://a.example/x'],
  ['https://a.example/x/?q=1', 'https://a.example/x?q=1'],
  ['https://a.example/x#comments', 'https://a.example/x'],
  ['https://a.example/x?', 'https://a.example/x'],
  ['https://a.example/x/?', 'https://a.example/x'],
  ['https://a.example/x?utm_source=a&utm_medium=b', 'https://a.example/x'],
  ['https://a.example/x/?UTM_Source=a#top', 'https://a.example/x'],
  ['https://a.example/x?id=7&fbclid=abc&page=2', 'https://a.example/x?id=7&page=2'],
  ['https://a.example/x?gclid=1&mc_cid=2&mc_eid=3&igshid=4&cmpid=5', 'https://a.example/x'],
  ['https://a.example/x?utm_source=a&utm_source=b', 'https://a.example/x'],
  ['https://user:secret@a.example/x', 'https://a.example/x'],
  ['https://a.example/x/../y', 'https://a.example/y'],
  ['  https://a.example/x  ', 'https://a.example/x'],
  ['https://bücher.example/x', 'https://xn--bcher-kva.example/x'],
])('%s is known as %s', (address, canonical) => {
  expect(canonicalUrl(address)).toBe(canonical);
});

test.each([
  ['https://a.example/x?id=7', 'https://a.example/x?id=8'],
  ['https://a.example/x', 'https://a.example/X'],
  ['https://a.example/x', 'http://a.example/x'],
  ['https://a.example/x', 'https://b.example/x'],
  ['https://a.example/x?next=/b/', 'https://a.example/x?next=/b'],
  ['https://a.example/x?xutm_source=1', 'https://a.example/x'],
])('%s and %s stay two addresses', (one, other) => {
  expect(canonicalUrl(one)).not.toBe(canonicalUrl(other));
});

test.each(['', 'newsweek.com/x', '/x', 'ftp://a.example/x', 'javascript:alert(1)', 'file:///etc/passwd', 'https://'])(
  '%j is refused, with the field at fault',
  (address) => {
    expect(() => canonicalUrl(address, 'filter.url')).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'filter.url' }),
    );
  },
);

const address = fc.webUrl({ withQueryParameters: true, withFragments: true });

test('the canonical form of a canonical address is itself', () => {
  expect(canonicalUrl(canonicalUrl('https://a.example/x//'))).toBe(canonicalUrl('https://a.example/x//'));
  fc.assert(fc.property(address, (url) => expect(canonicalUrl(canonicalUrl(url))).toBe(canonicalUrl(url))));
});

test('a tracking parameter more changes nothing, whatever the other parameters are', () => {
  const tracked = (url: string) => {
    const found = new URL(url);
    return `${found.origin}${found.pathname}${found.search}${found.search ? '&' : '?'}utm_source=feed${found.hash}`;
  };
  const check = (url: string) => expect(canonicalUrl(tracked(url))).toBe(canonicalUrl(url));
  check('https://a.example/x?q=two%20words');
  fc.assert(fc.property(address, check));
});
