// Whether two built folders hold the same: bundles byte by byte, compressed copies by what is in
// them, since another Node.js may compress differently. node script/same_build.mjs ONE OTHER

import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

const [one, other] = process.argv.slice(2);
const SCRIPTS = ['lesson', 'contents', 'chunk'].map((name) => `built/${name}.js`);
const BUILT = [...SCRIPTS, ...SCRIPTS.map((name) => `${name}.br`), 'vendor/plotly-basic.min.js.br'];

/** @param {string} path */
function read(path) {
  const bytes = readFileSync(path);
  return path.endsWith('.br') ? brotliDecompressSync(bytes) : bytes;
}

const different = BUILT.filter((name) => !read(`${one}/${name}`).equals(read(`${other}/${name}`)));
different.forEach((name) => console.error(`static/${name} is out of date: run script/build and commit it.`));
process.exit(different.length ? 1 : 0);
