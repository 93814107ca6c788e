// The context of the documentation's examples: imports, and declarations from the reader's own app.
import { readFileSync } from 'node:fs';

/** @param {string} module @param {readonly string[]} names */
const from = (module, names) =>
  names.map((name) => ({ name: name.replace(/^type /, ''), line: `import { ${name} } from '${module}';` }));

/** @param {string} module @param {string} path */
function entry(module, path) {
  const text = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  const lists = [...text.matchAll(/^export( type)? \{(.*?)\}/gms)].flatMap(([, type, list]) =>
    list
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => (type && !name.startsWith('type ') ? `type ${name}` : name)),
  );
  return from(module, lists);
}

export const imports = [
  ...entry('decart-react', 'src/index.ts'),
  ...entry('decart-react/parts', 'src/parts.ts'),
  ...entry('decart-react/server', 'src/server/index.ts'),
  ...entry('decart-react/server/redis', 'src/server/redis/index.ts'),
  ...entry('decart-react/sandbox', 'src/sandbox/index.ts'),
  ...entry('decart-react/testing', 'src/testing/index.ts'),
  ...from('@testing-library/react', ['render', 'screen']),
  { name: 'userEvent', line: "import userEvent from '@testing-library/user-event';" },
  ...from('react', ['useState', 'useEffect', 'useRef', 'type ReactNode']),
  ...from('@tanstack/react-query', [
    'useIsMutating',
    'useQueryClient',
    'defaultShouldDehydrateQuery',
    'type Query',
  ]),
  ...from('@decartai/sdk', ['models']),
  ...from('vitest', ['it', 'expect']),
  { name: 'express', line: "import express from 'express';" },
  { name: 'fastify', line: "import createFastify from 'fastify';\nconst fastify = createFastify();" },
  { name: 'http', line: "import http from 'node:http';" },
];

/** How a reader would have declared each name. */
export const own = {
  getSession: 'declare function getSession(request: Request): Promise<{ user: { id: string } } | null>;',
  hasCredits: 'declare function hasCredits(user: { id: string }): Promise<boolean>;',
  auth: 'declare function auth(): Promise<{ user?: { id?: string } } | null>;',
  verify: 'declare function verify(header: string | null): Promise<{ id: string } | null>;',
  authorize: 'declare function authorize(request: Request): Promise<{ id: string } | null>;',
  user: 'declare const user: { id: string } | null;',
  app: "declare const app: import('express').Express;",
  redis:
    'interface Multi { set(key: string, value: number, options: { PX: number; NX: true }): Multi; incr(key: string): Multi; pTTL(key: string): Multi; exec(): Promise<unknown[]> }\ndeclare const redis: { multi(): Multi };',
  queryClient: "declare const queryClient: import('@tanstack/react-query').QueryClient;",
  sandbox: "declare const sandbox: import('decart-react/sandbox').Sandbox;",
  session: "declare const session: import('decart-react').RealtimeSession;",
  client: "declare const client: import('decart-react').DecartClient;",
  upload: "declare const upload: import('decart-react').UseFileUploadResult;",
  setInput: "declare const setInput: import('decart-react').RealtimeSession['setInput'];",
  setReference: "declare function setReference(file: import('@decartai/sdk').FileReference): void;",
  recording: "declare const recording: import('decart-react').Recording;",
  stream: 'declare const stream: MediaStream;',
  video: 'declare const video: HTMLVideoElement;',
  file: 'declare const file: File;',
  clip: 'declare const clip: File;',
  data: 'declare const data: File;',
  painting: 'declare const painting: File;',
  prompt: 'declare const prompt: string;',
  photoUrl: 'declare const photoUrl: string;',
  paintingUrl: 'declare const paintingUrl: string;',
  subscribeToken: 'declare const subscribeToken: string;',
  jobId: 'declare const jobId: string;',
  fileId: 'declare const fileId: string;',
  setFile: 'declare function setFile(file: File): void;',
  save: 'declare function save(blob: Blob | null): void;',
  share: 'declare function share(blob: Blob | null, seconds: number): void;',
  saveAll: "declare function saveAll(parts: import('decart-react').RecordingPart[]): void;",
  report: "declare function report(error: import('decart-react').DecartError): void;",
  showTryAgainLater: 'declare function showTryAgainLater(): void;',
  MyStage: "declare function MyStage(): import('react').ReactNode;",
  LiveVideo: "declare function LiveVideo(props: { prompt: string }): import('react').ReactNode;",
  MyButton:
    "declare function MyButton(props: import('react').ComponentProps<'button'> & { variant: string }): import('react').ReactNode;",
  Sorry: "declare function Sorry(props: { text: string; onRetry: () => void }): import('react').ReactNode;",
  Problem:
    "declare function Problem(props: { text: string; onRetry: (() => void) | undefined }): import('react').ReactNode;",
  HowToAllowTheCamera:
    "declare function HowToAllowTheCamera(props: { onRetry: () => void }): import('react').ReactNode;",
};
