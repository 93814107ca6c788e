import type { FileReference } from '@decartai/sdk';
import type { TokenRegistry } from '../tokens/tokenRegistry';
import { createFileStore } from './fileStore';
import { createHttpControls, type HttpControls } from './httpControls';
import { createJobStore } from './jobStore';
import { type ModelInputs, modelSupports, readModelInputs } from './modelInputs';
import { renderImage } from './renderImage';
import { renderVideo } from './renderVideo';
import { createRequestFaults } from './requestFaults';
import { createRequestLog, logFields } from './requestLog';
import { errorResponse, invalid, missing, validationResponse } from './responses';
import { createToken } from './tokenRoute';

/** Renders results; in a page by drawing, elsewhere (a server in a test) by any means available. */
export interface HttpRenderers {
  image(inputs: ModelInputs): Promise<Blob>;
  video(inputs: ModelInputs, signal: AbortSignal): Promise<Blob>;
}

export interface HttpApiContext {
  tokens: TokenRegistry;
  /** Answers `POST /watch-stream/{room}`, once the key is known to be valid. */
  watchStream?: (room: string, request: Request) => Response | Promise<Response>;
  /** The numbers in the response of `GET /v1/realtime/quota`. */
  quota?: () => { limit: number; active: number };
  /** Answers the paths below `/v1/queues/`. They need the queue's key, not a token. */
  sessionQueue?: (request: Request) => Response;
  renderers?: HttpRenderers;
}

export interface HttpApi {
  /** Answers one HTTP request as Decart would; never rejects (a broken connection is `Response.error()`). */
  handle(request: Request): Promise<Response>;
  /** Uploaded files, for the realtime half's `image_ref`. */
  readonly files: { get(id: string): Blob | null; list(): FileReference[] };
  /** Faults, timing and logs, which become part of the sandbox object. */
  readonly controls: HttpControls;
  /** Stops every job. */
  dispose(): void;
}

interface Call {
  request: Request;
  apiKey: string | null;
  form: FormData | null;
}

interface Route {
  method: string;
  path: RegExp;
  /** The path contains the name of a model, so the key must allow that model. */
  forModel?: boolean;
  answer(call: Call, parameter: string): Response | Promise<Response>;
}

async function readForm(request: Request): Promise<FormData | null> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return null;
  return request.formData().catch(() => null);
}

/** Decart's HTTP half: tokens, generate, jobs and files. */
export function createHttpApi(context: HttpApiContext): HttpApi {
  const { tokens, renderers = { image: renderImage, video: renderVideo } } = context;
  const files = createFileStore(tokens.now);
  const jobs = createJobStore(renderers.video);
  const faults = createRequestFaults();
  const log = createRequestLog();
  const network = { latencyMs: 0 };

  function withInputs(
    call: 'generate' | 'jobs',
    answer: (model: string, inputs: ModelInputs) => Response | Promise<Response>,
  ): Route['answer'] {
    return ({ form }, model) => {
      if (!modelSupports(model, call)) return errorResponse(404, `Model ${model} not found`);
      const inputs = form ? readModelInputs(model, form) : [missing('data')];
      return Array.isArray(inputs) ? validationResponse(inputs) : answer(model, inputs);
    };
  }

  const routes: Route[] = [
    {
      method: 'POST',
      path: /^\/v1\/client\/tokens$/,
      answer: ({ apiKey, request }) => createToken(tokens, apiKey, request),
    },
    {
      method: 'POST',
      path: /^\/v1\/generate\/([^/]+)$/,
      forModel: true,
      answer: withInputs('generate', async (_model, inputs) => {
        const image = await renderers.image(inputs).catch(() => null);
        if (!image) return validationResponse([invalid('data', 'The image cannot be decoded')]);
        return new Response(image, { headers: { 'content-type': image.type } });
      }),
    },
    {
      method: 'POST',
      path: /^\/v1\/jobs\/([^/]+)$/,
      forModel: true,
      answer: withInputs('jobs', jobs.submit),
    },
    { method: 'GET', path: /^\/v1\/jobs\/([^/]+)$/, answer: (_call, id) => jobs.status(id) },
    { method: 'GET', path: /^\/v1\/jobs\/([^/]+)\/content$/, answer: (_call, id) => jobs.content(id) },
    {
      method: 'POST',
      path: /^\/v1\/files$/,
      answer: ({ form }) => files.upload(form ?? new FormData()),
    },
    { method: 'GET', path: /^\/v1\/files\/([^/]+)$/, answer: (_call, id) => files.describe(id) },
    { method: 'DELETE', path: /^\/v1\/files\/([^/]+)$/, answer: (_call, id) => files.remove(id) },
    {
      method: 'GET',
      path: /^\/v1\/realtime\/quota$/,
      answer: () => {
        const { limit, active } = context.quota?.() ?? { limit: 10, active: 0 };
        return Response.json({ limit, active, remaining: Math.max(0, limit - active) });
      },
    },
    {
      method: 'POST',
      path: /^\/watch-stream\/([^/]+)$/,
      answer: ({ request }, room) => context.watchStream?.(room, request) ?? errorResponse(404, 'Not Found'),
    },
  ];

  async function route(path: string, call: Call): Promise<Response> {
    if (context.sessionQueue && path.startsWith('/v1/queues/')) return context.sessionQueue(call.request);
    for (const { method, path: pattern, forModel, answer } of routes) {
      const match = call.request.method === method ? pattern.exec(path) : null;
      if (!match) continue;
      const parameter = decodeURIComponent(match[1] ?? '');
      const verdict = tokens.verify(call.apiKey, forModel ? parameter : undefined);
      return verdict.ok ? answer(call, parameter) : errorResponse(verdict.status, verdict.detail);
    }
    return errorResponse(404, 'Not Found');
  }

  async function answer(path: string, call: Call): Promise<Response> {
    const fault = faults.take(call.request.method, path);
    if (fault?.kind === 'answer') return fault.answer();
    if (fault?.when === 'before') return Response.error();
    const response = await route(path, call).catch((error: unknown) => errorResponse(500, String(error)));
    return fault ? Response.error() : response;
  }

  return {
    async handle(request) {
      const { pathname: path } = new URL(request.url);
      const call: Call = { request, apiKey: request.headers.get('x-api-key'), form: await readForm(request) };
      const { method } = request;
      const noteAnswer = log.add({ method, path, apiKey: call.apiKey, fields: logFields(call.form) });
      if (network.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, network.latencyMs));
      const response = await answer(path, call);
      noteAnswer(response.type === 'error' ? 'broken' : response.status);
      return response;
    },
    files: { get: files.get, list: files.list },
    controls: createHttpControls({ jobs, faults, log, network }),
    dispose: jobs.dispose,
  };
}
