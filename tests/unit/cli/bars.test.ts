import { bars, mostBars } from '../../../src/cli/bars';

test('a bar bears the texts of its row and is as long as its last number says', () => {
  const rows = [
    ['The Courier', 'Wire A', 3, 4],
    ['Post', 'Wire B', 9, 2],
    ['Post', 'Wire C', 9, 0],
  ];
  expect(bars(['outlet', 'agency', 'hops', 'claims'], rows, 40)).toBe(
    [
      'claims by outlet · agency',
      'The Courier · Wire A  4  ███████████████',
      'Post · Wire B         2  ████████',
      'Post · Wire C         0',
    ].join('\n'),
  );
});

test('no line is wider than the terminal, whatever somebody is called', () => {
  const long = `${'Ö'.repeat(200)}\u001b[31m\n`;
  const text =
    bars(
      ['who', 'n'],
      [
        [long, 7],
        ['b', null],
        ['c', -1],
      ],
      60,
    ) ?? '';
  for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(60);
  expect(text).not.toContain('\u001b');
  expect(text.split('\n')).toHaveLength(4);
});

test('there is nothing to draw without a number, without a name, and without a row', () => {
  expect(bars(['a', 'b'], [['x', 'y']], 80)).toBeNull();
  expect(bars(['a', 'b'], [[1, 2]], 80)).toBeNull();
  expect(bars(['a', 'b'], [['x', [1]]], 80)).toBeNull();
  expect(bars(['a', 'b'], [], 80)).toBeNull();
});

test('of many rows the first are drawn', () => {
  const rows = Array.from({ length: 300 }, (_, i) => [`row ${i}`, i]);
  expect(bars(['a', 'n'], rows, 80)?.split('\n')).toHaveLength(mostBars + 1);
});
