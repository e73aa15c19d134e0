#!/usr/bin/env node
'use strict';
// node bench/generate.cjs --claims 10000 [--seed 1] [--out graph.jsonl]
const { parseArgs } = require('node:util');
require('./register.cjs');
const { writeRecords } = require('./generate/write-records.ts');

const usage = 'node bench/generate.cjs --claims <number> [--seed <number>] [--out <file>]';
const text = { type: 'string' };
const { values } = parseArgs({ options: { claims: text, seed: text, out: text, help: { type: 'boolean' } } });
const claims = Number(values.claims);
const seed = Number(values.seed ?? 1);
if (values.help || !Number.isInteger(claims) || claims < 1 || !Number.isInteger(seed)) {
  console.error(`Writes a made-up graph as JSON lines, one record a line.\n${usage}`);
  process.exit(values.help ? 0 : 1);
}
void writeRecords({ claims, seed }, values.out ?? process.stdout).then((count) =>
  console.error(`${count} records of ${claims} claims.`),
);
