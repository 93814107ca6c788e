import { createServer } from 'node:http';
import express from 'express';
import { expectTypeOf, it } from 'vitest';
import {
  createProxyHandler,
  createTokenHandler,
  type ProxyCall,
  type ProxyHandlerOptions,
  type RequestHandler,
  type TokenOptions,
  toNodeHandler,
} from '../../src/server';

interface User {
  id: string;
}
declare function getSession(request: Request): Promise<{ user: User } | undefined>;

// This must compile; it is never called.
function examples() {
  const authorize = async (request: Request) => (await getSession(request))?.user ?? null;

  const token = createTokenHandler({
    authorize: async (request) => (await getSession(request))?.user ?? null,
    tokenOptions: (user) => {
      expectTypeOf(user).toEqualTypeOf<User>();
      return { metadata: { userId: user.id }, expiresIn: 60, allowedModels: ['lucy-2.5'] };
    },
  });
  const proxy = createProxyHandler({
    basePath: '/api/decart',
    authorize,
    allowedModels: ['lucy-image-2', 'lucy-2.5'],
    allowCall: (call, user) => {
      expectTypeOf(call).toEqualTypeOf<ProxyCall>();
      expectTypeOf(user).toEqualTypeOf<User>();
      return call.action !== 'generate' || call.model === 'lucy-image-2';
    },
  });
  createTokenHandler({
    authorize: 'public',
    tokenOptions: (user) => {
      expectTypeOf(user).toEqualTypeOf<null>();
      return {};
    },
  });

  createTokenHandler({
    getUserId: (user) => {
      expectTypeOf(user).toEqualTypeOf<User>();
      return user.id;
    },
    tokenOptions: (user) => {
      expectTypeOf(user).toEqualTypeOf<User>();
      return { metadata: { userId: user.id } };
    },
    authorize,
  });
  createProxyHandler({
    allowCall: (_, user) => {
      expectTypeOf(user).toEqualTypeOf<User>();
      return true;
    },
    rateLimit: ({ user }) => {
      expectTypeOf(user).toEqualTypeOf<User>();
      return true;
    },
    allowWatch: (_, user) => {
      expectTypeOf(user).toEqualTypeOf<User>();
      return true;
    },
    // Below, TypeScript needs the parameter's type.
    authorize: async (request: Request) => (await getSession(request))?.user ?? null,
  });
  createTokenHandler({
    tokenOptions: (user) => {
      expectTypeOf(user).toEqualTypeOf<null>();
      return {};
    },
    authorize: 'public',
  });
  createProxyHandler({ getUserId: async (user) => user.id, authorize });
  createProxyHandler({
    authorize: () => ({ _id: { toHexString: () => 'a' } }),
    getUserId: (user) => user._id,
  });

  // @ts-expect-error Nobody has said who may come in.
  createTokenHandler({});
  // @ts-expect-error Where users are expected, there is none at an open endpoint.
  createTokenHandler<User>({ authorize: 'public' });
  // @ts-expect-error Minutes are no option of Decart's.
  createTokenHandler({ authorize: 'public', tokenOptions: { expiresInMinutes: 1 } });

  express().use('/api/decart', toNodeHandler(createProxyHandler({ basePath: '/api/decart', authorize })));
  createServer(toNodeHandler(proxy));
  return { token, proxy };
}

it('a handler is one for each method, and one for all', () => {
  type Token = ReturnType<typeof examples>['token'];
  type Proxy = ReturnType<typeof examples>['proxy'];
  expectTypeOf<Token>().toExtend<(request: Request) => Promise<Response>>();
  expectTypeOf<keyof Token>().toEqualTypeOf<'POST' | 'OPTIONS' | 'action' | 'stats'>();
  expectTypeOf<keyof Proxy>().toEqualTypeOf<
    'GET' | 'HEAD' | 'POST' | 'DELETE' | 'OPTIONS' | 'loader' | 'action'
  >();
  // As Next.js calls a route handler.
  type NextRoute = (request: Request, context: { params: Promise<{ path: string[] }> }) => Promise<Response>;
  expectTypeOf<RequestHandler>().toExtend<NextRoute>();
  // As its builds of versions 14 and 15 check the first parameter.
  type FirstParameter<Handler> = Handler extends (request: infer First) => unknown ? First : never;
  expectTypeOf<FirstParameter<RequestHandler>>().toEqualTypeOf<Request>();
  // As SvelteKit, Astro, React Router and Remix call one.
  type Event = { request: Request; locals: object; getClientAddress: () => string };
  expectTypeOf<RequestHandler>().toExtend<(event: Event) => Promise<Response>>();
  type AstroContext = { request: Request; readonly clientAddress: string };
  expectTypeOf<RequestHandler>().toExtend<(context: AstroContext) => Promise<Response>>();
});

it('editors complete the names of models in both handlers, and accept new ones', () => {
  type Names<List extends { allowedModels?: readonly unknown[] | undefined }> = NonNullable<
    List['allowedModels']
  >[number];
  expectTypeOf<Names<ProxyHandlerOptions<null>>>().toEqualTypeOf<Names<TokenOptions>>();
  // A union with plain `string` would swallow the names.
  expectTypeOf<Names<ProxyHandlerOptions<null>>>().not.toEqualTypeOf<string>();
  expectTypeOf<'a-model-of-tomorrow'>().toExtend<Names<ProxyHandlerOptions<null>>>();
});

it('options may be set to undefined explicitly', () => {
  expectTypeOf<{ allowedOrigins: undefined }>().toExtend<TokenOptions>();
});
