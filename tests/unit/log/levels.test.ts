import { recordingLog } from './logs';

test('what is below the level is not written, what is at it or above is', () => {
  const { log, lines } = recordingLog('warn');
  log.info('too little');
  log.warn('enough');
  log.error({ err: new Error('broken') }, 'more');
  expect(lines().map((line) => line.msg)).toEqual(['enough', 'more']);
  expect(lines()[1]?.err).toMatchObject({ type: 'Error', message: 'broken', stack: expect.stringContaining('broken') });
});

test('a silent log writes nothing', () => {
  const { log, lines } = recordingLog('silent');
  log.fatal('the end');
  expect(lines()).toEqual([]);
});
