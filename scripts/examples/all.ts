import { readdirSync } from 'node:fs';
import process from 'node:process';
import { runExample } from './run.js';

const examples = readdirSync('examples').filter((file) => file.endsWith('.ts'));
if (examples.length === 0) throw new Error('There are no examples in examples/.');

for (const file of examples) {
  console.log(`\n== examples/${file}`);
  const code = runExample(file.replace(/\.ts$/, ''));
  if (code === 0) continue;
  console.error(`examples/${file} ended with ${code}.`);
  process.exitCode = 1;
}
