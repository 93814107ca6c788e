// For the browser tests: a page with a player, at another origin than the tests' own. A framed page of another origin
// has only the permissions that its <iframe> and its own headers give it.
import { createServer } from 'node:http';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { listen } from '../server/support/listen';

declare module 'vitest' {
  interface ProvidedContext {
    framedUrl: string;
  }
}

const MAIN = 'test/support/framedPage.tsx';

async function bundle() {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [react()],
    build: { write: false, minify: false, rollupOptions: { input: MAIN }, chunkSizeWarningLimit: 5000 },
  });
  const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  return new Map(outputs.map((file) => [`/${file.fileName}`, 'code' in file ? file.code : file.source]));
}

export default async function setup(project: TestProject) {
  let files: ReturnType<typeof bundle> | undefined;
  const { url, close } = await listen(
    createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      // Most runs don't need it.
      files ??= bundle();
      const file = (await files).get(pathname);
      if (file !== undefined) {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(file);
        return;
      }
      const entry = [...(await files).keys()].find((name) => /framedPage.*\.js$/.test(name));
      const policy = searchParams.get('policy');
      response.writeHead(200, {
        'content-type': 'text/html',
        ...(policy && { 'permissions-policy': policy }),
      });
      response.end(`<!doctype html><div id="root"></div><script type="module" src="${entry}"></script>`);
    }),
  );
  project.provide('framedUrl', url);
  return close;
}
