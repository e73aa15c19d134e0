import { attribution, check, refusal, relay } from './attributions';

const unnamed = (id: string, agent: string, version: string) =>
  attribution(id, { agent, disclosure: 'UNNAMED', version });

test('an unnamed source may be credited again in its document, in another version too', () => {
  const rows = [
    unnamed('atr_1', 'official', 'ver_herald_1'),
    unnamed('atr_2', 'official', 'ver_herald_1'),
    unnamed('atr_3', 'official', 'ver_herald_2'),
    unnamed('atr_4', 'witness', 'ver_lantern_1'),
  ];
  expect(() => check(...rows)).not.toThrow();
});

test('an unnamed source credited in two documents is refused, as origin and as relay', () => {
  const reason = 'the unnamed source official belongs to another document, doc_herald.';
  const here = unnamed('atr_1', 'official', 'ver_herald_1');
  expect(() => check(here, unnamed('atr_2', 'official', 'ver_lantern_1'))).toThrow(refusal('atr_2', reason, 'agent'));
  const passing = relay('atr_3', ['atr_4'], { agent: 'official', disclosure: 'UNNAMED', version: 'ver_lantern_1' });
  const passed = attribution('atr_4', { version: 'ver_lantern_1' });
  expect(() => check(here, passing, passed)).toThrow(refusal('atr_3', reason, 'agent'));
});

test('who has a name may be credited in any number of documents', () => {
  const rows = ['ver_herald_1', 'ver_herald_2', 'ver_lantern_1'].map((version, i) =>
    attribution(`atr_${i}`, { version, agent: 'minister', disclosure: 'NAMED_PERSON' }),
  );
  expect(() => check(...rows)).not.toThrow();
});
