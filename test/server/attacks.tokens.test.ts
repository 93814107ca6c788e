import { describe, expect, it } from 'vitest';
import { KEY } from './support/decart';
import { tokens } from './support/openEndpoints';
import { decart } from './support/ownDecart';
import { sendRaw } from './support/raw';

describe('what is sent to the token route', () => {
  const post = (body: string, headers = '') =>
    sendRaw(
      tokens.port,
      `POST /token?expiresIn=3600 HTTP/1.1\nContent-Type: application/json\nContent-Length: ${Buffer.byteLength(body)}${headers}`,
      { body },
    );

  it.each([
    [
      'options',
      '{"expiresIn":3600,"allowedModels":["*"],"allowedOrigins":["https://evil.example"],"metadata":{"admin":true}}',
    ],
    ['no object', '[1,2,3]'],
    ['null', 'null'],
    ['no JSON', '{"a":'],
    [
      'a polluted prototype',
      '{"__proto__":{"expiresIn":3600},"constructor":{"prototype":{"expiresIn":3600}}}',
    ],
    ['depth', '['.repeat(100_000)],
  ])('%s: it is not read', async (_, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(KEY);
    expect(decart.last().json).toEqual({ allowedOrigins: [`http://127.0.0.1:${tokens.port}`] });
    expect(decart.last().url).toBe('/v1/client/tokens');
    expect({}).not.toHaveProperty('expiresIn');
  });

  it.each(['GET', 'PUT', 'DELETE', 'HEAD', 'PROPFIND', 'TRACE'])('%s is refused', async (method) => {
    const answer = await sendRaw(tokens.port, `${method} /token HTTP/1.1`);
    expect(answer.status).toBe(405);
    expect(decart.received).toEqual([]);
  });

  it.each(['https://evil.example', 'null', ''])(
    'a page of another origin, "%s", is refused',
    async (origin) => {
      expect(await post('', `\nOrigin: ${origin}`)).toMatchObject({ status: 403 });
      expect(decart.received).toEqual([]);
    },
  );
});
