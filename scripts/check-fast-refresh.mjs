// Edits the file that calls the hook during a live session, on a real Vite dev server: the session, the camera, the socket
// and the recording continue. On React 19 and 18.3, each with and without StrictMode.
//
//   npm run build && node scripts/check-fast-refresh.mjs
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';
import { reactResolution } from './react-version.mjs';
import { check, openBrowser, openPage, PATIENCE, run } from './real-apps.mjs';

// Inside the repository, to find React; outside of node_modules, where Vite watches nothing.
const WORKSPACE = resolve('.fast-refresh');

const MAIN = (strict) => `
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DecartProvider } from 'decart-react';
import { createSandbox } from 'decart-react/sandbox';
import { Stage } from './Stage.jsx';

const sandbox = createSandbox();
window.sandbox = sandbox;
window.cameras = 0;
const { mediaDevices } = navigator;
const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
mediaDevices.getUserMedia = (constraints) => {
  window.cameras += 1;
  return getUserMedia(constraints);
};
const app = <DecartProvider {...sandbox.providerProps}><Stage /></DecartProvider>;
createRoot(document.getElementById('root')).render(${strict ? '<StrictMode>{app}</StrictMode>' : 'app'});
`;

const STAGE = (label) => `
import { useRealtimeStream, useRecorder } from 'decart-react';

export function Stage() {
  const stream = useRealtimeStream({ model: 'lucy-2.5', prompt: 'film noir', autoStart: true });
  const recorder = useRecorder({ session: stream.session });
  return (
    <main data-status={stream.status} data-recording={recorder.status === 'recording'}>
      <video {...stream.videoProps} />
      <button onClick={() => recorder.start()}>Record</button>
      <p>${label}</p>
    </main>
  );
}
`;

async function tryIt(browser, name, strict) {
  const root = join(WORKSPACE, `${name}-${strict ? 'strict' : 'plain'}`);
  await mkdir(root, { recursive: true });
  await writeFile(
    join(root, 'index.html'),
    '<div id="root"></div><script type="module" src="./main.jsx"></script>',
  );
  await writeFile(join(root, 'main.jsx'), MAIN(strict));
  await writeFile(join(root, 'Stage.jsx'), STAGE('before'));
  const { resolve: { alias = [] } = {} } = reactResolution();
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(root, '.vite'),
    plugins: [react()],
    resolve: {
      alias: [
        ...alias,
        { find: /^decart-react\/sandbox$/, replacement: resolve('dist/sandbox.js') },
        { find: /^decart-react$/, replacement: resolve('dist/index.js') },
      ],
    },
    server: { port: 0, host: '127.0.0.1' },
  });
  await server.listen();
  const { page, faults, close } = await openPage(browser);
  try {
    await page.goto(server.resolvedUrls.local[0]);
    await page
      .locator('[data-status="generating"]')
      .waitFor(PATIENCE)
      .catch(async (error) => {
        throw new Error([...faults, await page.locator('body').innerHTML(), error.message].join('\n'));
      });
    await page.getByRole('button', { name: 'Record' }).click();
    await page.locator('[data-recording="true"]').waitFor(PATIENCE);
    await page.evaluate(() => {
      window.isSamePage = true;
      window.stream = document.querySelector('video').srcObject;
    });
    await writeFile(join(root, 'Stage.jsx'), STAGE('after'));
    await page.getByText('after').waitFor(PATIENCE);
    // By now, anything that would be closed or reopened has been.
    const frames = await page.evaluate(() => window.sandbox.sessions[0].framesReceived);
    await page.waitForFunction(
      (before) => window.sandbox.sessions[0].framesReceived > before + 10,
      frames,
      PATIENCE,
    );
    const seen = await page.evaluate(() => ({
      isSamePage: window.isSamePage === true,
      cameras: window.cameras,
      sessions: window.sandbox.sessions.length,
      isOpen: window.sandbox.sessions[0].open,
      isSameStream: window.stream === document.querySelector('video').srcObject,
      status: document.querySelector('main').dataset.status,
      recording: document.querySelector('main').dataset.recording,
    }));
    const expected = {
      isSamePage: true,
      cameras: 1,
      sessions: 1,
      isOpen: true,
      isSameStream: true,
      status: 'generating',
      recording: 'true',
    };
    check(
      JSON.stringify(seen) === JSON.stringify(expected) && faults.length === 0,
      `${name}, ${strict ? 'in' : 'without'} StrictMode: the same session continues ${JSON.stringify(seen)} ${faults}`,
    );
  } finally {
    await close();
    await server.close();
  }
}

const versions = { 'React 19': undefined, 'React 18.3': '18.3.1' };
const browser = await openBrowser();
try {
  for (const [name, version] of Object.entries(versions)) {
    if (version) process.env.VITE_REACT = version;
    const folder = `test/react-${version}`;
    if (version && !existsSync(join(folder, 'node_modules'))) run(folder, 'npm', 'ci', '--ignore-scripts');
    for (const strict of [true, false]) await tryIt(browser, name, strict);
  }
} finally {
  await browser.close();
  await rm(WORKSPACE, { recursive: true, force: true });
}
