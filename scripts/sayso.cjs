#!/usr/bin/env node
'use strict';
const { prepare } = require('./prepare.cjs');

void prepare().then(() => require('../dist/cli/sayso.js').runCli(process.argv.slice(2)));
