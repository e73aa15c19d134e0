#!/usr/bin/env node
'use strict';
// node bench/picture.cjs [--rounds 20]: milliseconds for the picture of a claim, none of them remembered. Whole,
// from the claim's data to the SVG, or to the card's PNG; "first" includes the start of the thread.
const { parseArgs } = require('node:util');
require('./register.cjs');
const { measurePictures } = require('./measure/pictures.ts');

const { values } = parseArgs({ options: { rounds: { type: 'string' } } });
void measurePictures(Number(values.rounds ?? 20));
