/** `npm run example capsule-search 'field:Neuroscience'` */
import { existsSync, readdirSync } from 'node:fs';
import process from 'node:process';
import { runExample } from './run.js';

const [name = '', ...args] = process.argv.slice(2);
if (existsSync(`examples/${name}.ts`)) process.exitCode = runExample(name, args);
else {
  const names = readdirSync('examples').flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []));
  console.error(`There is no example ${JSON.stringify(name)}. There are: ${names.join(', ')}.`);
  process.exitCode = 2;
}
