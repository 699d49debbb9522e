// Bundles the page's script and compresses what is large, with nothing but esbuild and Node.js.
// Called by script/build, which installs them: node script/build.mjs FOLDER

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';

const { buildSync } = createRequire(`${process.cwd()}/.node/`)('esbuild');
const folder = process.argv[2];
// What the opening needs, what comes with the drawer, and what both use: each is asked for once.
const SCRIPTS = ['lesson.js', 'contents.js', 'chunk.js'].map((name) => `built/${name}`);
const COMPRESSED = [...SCRIPTS, 'vendor/plotly-basic.min.js'];

buildSync({
  entryPoints: ['static/js/lesson.js'],
  outdir: `${folder}/built`,
  bundle: true,
  splitting: true,
  chunkNames: '[name]',
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  banner: { js: '// Made by script/build from static/js: change the sources, and build again.' },
});

/** @param {string} name a file below static/ */
function compress(name) {
  const source = name.startsWith('built/') ? `${folder}/${name}` : `static/${name}`;
  const body = readFileSync(source);
  const options = {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  };
  mkdirSync(`${folder}/${name}`.replace(/\/[^/]*$/, ''), { recursive: true });
  writeFileSync(`${folder}/${name}.br`, brotliCompressSync(body, options));
}

COMPRESSED.forEach(compress);
