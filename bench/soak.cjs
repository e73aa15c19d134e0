#!/usr/bin/env node
'use strict';
// npm run bench:soak -- [--claims 10000] [--minutes 10] [--rate 0.8] [--most <number>] [--only operations,peak,soak,overload,cypher]
const { parseArgs } = require('node:util');
require('./register.cjs');
const { soak, phases } = require('./soak/soak.ts');

const text = { type: 'string' };
const { values } = parseArgs({ options: { claims: text, minutes: text, rate: text, most: text, only: text } });
const number = (name, otherwise) => {
  const value = Number(values[name] ?? otherwise);
  if (!(value > 0)) throw new Error(`--${name} is a number above 0.`);
  return value;
};
void soak({
  claims: number('claims', 10_000),
  minutes: number('minutes', 10),
  rate: number('rate', 0.8),
  most: values.most === undefined ? null : number('most'),
  phases: values.only ? values.only.split(',') : phases,
});
