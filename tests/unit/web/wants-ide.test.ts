import { wantsIde } from '../../../src/web/ide-page';

const asks = (accept: string | undefined, method = 'GET'): boolean => wantsIde({ method, headers: { accept } });

describe('wantsIde', () => {
  it.each([
    ['Chromium', 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'],
    ['Firefox', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
    ['another writing', ' Text/HTML ; charset=utf-8 ; Q=0.5 , */*;q=0.1'],
    ['JSON that is liked less', 'text/html, application/json;q=0.9'],
  ])('gives a browser the page: %s', (_case, accept) => {
    expect(asks(accept)).toBe(true);
    expect(asks(accept, 'HEAD')).toBe(true);
  });

  it.each([
    ['no header', undefined],
    ['curl and fetch', '*/*'],
    ['a GraphQL client', 'application/graphql-response+json, application/json;q=0.9'],
    ['a client that likes JSON better', 'application/json, text/html;q=0.5'],
    ['a refusal', 'text/html;q=0'],
    ['a bad quality', 'text/html;q=high'],
    ['any text', 'text/*'],
  ])('gives a program the API: %s', (_case, accept) => {
    expect(asks(accept)).toBe(false);
  });

  it('never takes a POST', () => {
    expect(asks('text/html', 'POST')).toBe(false);
  });
});
