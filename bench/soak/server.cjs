'use strict';
// The server as `npm start` runs it, which tells its parent, on every message, how it has fared since the last one.
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { main } = require('../../dist/main.js');

const resolution = 5;
const delay = monitorEventLoopDelay({ resolution });
delay.enable();
// Nanoseconds, the timer's own interval included.
const blocked = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - resolution);
process.on('message', (id) => {
  const { rss, heapUsed } = process.memoryUsage();
  process.send({ id, rss, heapUsed, blockedMax: blocked(delay.max), blockedP99: blocked(delay.percentile(99)) });
  delay.reset();
});
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
void main([]);
