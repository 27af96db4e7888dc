#!/usr/bin/env node
import process from 'node:process';
import { run } from './run.js';

void run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
}).then((code) => {
  process.exitCode = code;
});
