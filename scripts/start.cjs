#!/usr/bin/env node
'use strict';
// `npm start`. The server runs in this very process, so that signals reach it and its exit code is npm's.
const { prepare } = require('./prepare.cjs');

void prepare().then(() => require('../dist/main.js').main(process.argv.slice(2)));
