import { readConfig } from '../../../src/config';

test('PUBLIC_URL is one origin or several, in their order', () => {
  expect(readConfig({ PUBLIC_URL: 'https://Sayso.example/, http://localhost:4000' }).publicUrls).toEqual([
    'https://sayso.example',
    'http://localhost:4000',
  ]);
});

test.each([
  'sayso.example',
  'https://a.example/path',
  'ftp://a.example',
  'https://a.example,',
  'https://u:p@a.example',
])('PUBLIC_URL=%s is refused', (given) => {
  expect(() => readConfig({ PUBLIC_URL: given })).toThrow(/PUBLIC_URL: addresses such as/);
});
