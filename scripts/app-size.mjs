// What this package adds to a React app's download, min + gzip, in production builds of Vite: on page load, and in total for
// a live session, compared with the same session on the plain SDK.
//
//   npm run build && node scripts/app-size.mjs
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

// Inside the repository, where each finds React and the package's dependencies.
const WORKSPACE = resolve('node_modules/.cache/decart-react-app-size');
/** Chunks that a session itself doesn't load. */
const NOT_OF_A_SESSION =
  /dist\/(runViewer|sdkCalls|api|InputPreviewBox|LiveNotesContent|texts|loadImage|managedQueue|captureInput|screenError|BeforeAfterSlider|StatsList)-/;

const app = (imports, component) => `
import { createRoot } from 'react-dom/client';
${imports}
${component}
createRoot(document.body).render(<App />);
`;

const APPS = {
  react: app('', 'const App = () => <p>Hello</p>;'),
  hook: app(
    "import { DecartProvider, useRealtimeStream } from 'decart-react';",
    `function Live() {
  const { videoProps, start } = useRealtimeStream({ model: 'lucy-2.5' });
  return <video {...videoProps} onClick={start} />;
}
const App = () => <DecartProvider getToken="/token"><Live /></DecartProvider>;`,
  ),
  component: app(
    "import { DecartProvider, RealtimeVideo } from 'decart-react';",
    `const App = () => <DecartProvider getToken="/token"><RealtimeVideo model="lucy-2.5" /></DecartProvider>;`,
  ),
  'by hand': app(
    '',
    `async function start() {
  const { createDecartClient, models } = await import('@decartai/sdk');
  const client = createDecartClient({ apiKey: await (await fetch('/token')).text() });
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  return client.realtime.connect(stream, { model: models.realtime('lucy-2.5'), onRemoteStream: console.log });
}
const App = () => <button onClick={start}>Start</button>;`,
  ),
};

/** The static and the dynamic imports of every chunk. */
async function bundle(name) {
  const root = join(WORKSPACE, name.replace(' ', '-'));
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'index.html'), '<body><script type="module" src="./main.jsx"></script></body>');
  await writeFile(join(root, 'main.jsx'), APPS[name]);
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { 'decart-react': resolve('dist/index.js') } },
    oxc: { jsx: { runtime: 'automatic' } },
    build: { write: false, chunkSizeWarningLimit: 2000 },
  });
  return output.filter(({ type }) => type === 'chunk');
}

function size(chunks, isWanted) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const fetched = new Set();
  const fetchChunk = (chunk) => {
    if (fetched.has(chunk)) return;
    fetched.add(chunk);
    const next = [...chunk.imports, ...chunk.dynamicImports.filter((name) => isWanted(byName.get(name)))];
    for (const name of next) fetchChunk(byName.get(name));
  };
  fetchChunk(chunks.find(({ isEntry }) => isEntry));
  return [...fetched].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0) / 1000;
}

const first = (chunks) => size(chunks, () => false);
const live = (chunks) => size(chunks, ({ moduleIds }) => !moduleIds.some((id) => NOT_OF_A_SESSION.test(id)));

const built = {};
for (const name of Object.keys(APPS)) built[name] = await bundle(name);
await rm(WORKSPACE, { recursive: true, force: true });

const react = first(built.react);
/** Each figure with its limit, in kB. */
const figures = [
  ['first load of the provider and the hook', first(built.hook) - react, 10.1],
  ['first load of RealtimeVideo', first(built.component) - react, 15.7],
  ['a live session, on top of one with the SDK alone', live(built.hook) - live(built['by hand']), 32.4],
];
for (const [name, kilobytes, limit] of figures) {
  console.log(`${kilobytes.toFixed(1)} kB of ${limit}: ${name}`);
}
console.log(`${(live(built['by hand']) - react).toFixed(1)} kB: a live session with the SDK alone`);
process.exitCode = figures.every(([, kilobytes, limit]) => kilobytes <= limit) ? 0 : 1;
