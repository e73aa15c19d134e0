#!/usr/bin/env node
'use strict';
// `npm run bench` and `npm run bench:quick`.
const { parseArgs } = require('node:util');
const { prepare } = require('../scripts/prepare.cjs');

const usage = `npm run bench -- [options]

  --claims 10000,100000   sizes of the graphs (default: 10000,100000,1000000)
  --load-claims 100000    the size of the graph whose loading is measured (default: the largest; with --quick 10000)
  --only api,load         parts: api (against the other sides), growth (as the graph grows), mutations, load
  --without postgres      leave PostgreSQL out
  --quick                 10000 and 100000 claims, a shorter peak, no PostgreSQL; fails where a goal (or what was reached) is
                          missed by more than half
  --margin 0.25           fail where a goal is missed by more than this share
  --report                write docs/performance.md from the newest result, and measure nothing
  --help

Databases are kept in .bench/ and used again. Results go to bench/results.`;

const text = { type: 'string' };
const flag = { type: 'boolean' };

function readOptions() {
  const { values } = parseArgs({
    options: {
      claims: text,
      'load-claims': text,
      only: text,
      without: text,
      quick: flag,
      margin: text,
      report: flag,
      help: flag,
    },
  });
  return values;
}

function fail(sentence) {
  console.error(`${sentence}\n\n${usage}`);
  process.exit(1);
}

async function main() {
  let values;
  try {
    values = readOptions();
  } catch (error) {
    return fail(error.message);
  }
  if (values.help) return void console.log(usage);
  await prepare();
  require('./register.cjs');
  const { parts, quickEffort, report, run, wholeEffort } = require('./run/main.ts');
  if (values.report) return report();
  const wholeNumbers = (list) => list.split(',').map(Number);
  const claims = wholeNumbers(values.claims ?? (values.quick ? '10000,100000' : '10000,100000,1000000'));
  const loadClaims = Number(values['load-claims'] ?? (values.quick ? 10_000 : Math.max(...claims)));
  if (![...claims, loadClaims].every((count) => Number.isInteger(count) && count >= 2_000)) {
    return fail('--claims, --load-claims: whole numbers from 2000 on.');
  }
  const only = values.only?.split(',') ?? parts;
  if (!only.every((part) => parts.includes(part))) return fail(`--only: of ${parts.join(', ')}.`);
  if (![undefined, 'postgres'].includes(values.without)) return fail('--without: only postgres can be left out.');
  const margin = values.margin === undefined ? (values.quick ? 0.5 : null) : Number(values.margin);
  if (Number.isNaN(margin)) return fail('--margin: a share such as 0.25.');
  process.exitCode = await run(
    {
      claims: claims.sort((one, other) => one - other),
      loadClaims,
      only,
      withPostgres: values.without === undefined && !values.quick,
      largestOnly: values.quick === true,
      effort: values.quick ? quickEffort : wholeEffort,
      command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' '),
      margin,
    },
    (line) => console.error(line),
  );
}

main().catch((error) => {
  console.error(error instanceof Error && error.wayOut ? `${error.message}\n${error.wayOut}` : error);
  process.exit(1);
});
