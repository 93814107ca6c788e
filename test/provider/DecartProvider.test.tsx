// @vitest-environment jsdom
import { act, render } from '@testing-library/react';
import { type ReactNode, StrictMode, useEffect } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClientCore } from '../../src/client/clientCore';
import type { DecartClient } from '../../src/client/decartClient';
import { DecartError } from '../../src/errors/DecartError';
import { useDecartContext } from '../../src/provider/context';
import { DecartProvider, type DecartProviderProps } from '../../src/provider/DecartProvider';
import { useDecartClient } from '../../src/provider/useDecartClient';

const token = async () => ({ apiKey: 'ek_1', expiresIn: 60 });

afterEach(() => vi.restoreAllMocks());

function Probe({ see }: { see: (client: DecartClient, core: ClientCore) => void }) {
  see(useDecartClient(), useDecartContext().core);
  return null;
}

function Caller({ onToken }: { onToken: (client: DecartClient) => void }) {
  const client = useDecartClient();
  useEffect(() => {
    void client.auth.getToken().then(() => onToken(client));
  }, [client, onToken]);
  return null;
}

function Mounted({ onUnmount }: { onUnmount: () => void }) {
  useEffect(() => onUnmount, [onUnmount]);
  return null;
}

/** Renders a provider and records the client and core below it, one per render. */
function setUp() {
  const clients: DecartClient[] = [];
  const cores: ClientCore[] = [];
  const see = (client: DecartClient, core: ClientCore) => {
    clients.push(client);
    cores.push(core);
  };
  const ui = (props: DecartProviderProps) => (
    <DecartProvider {...props}>
      <Probe see={see} />
    </DecartProvider>
  );
  const distinct = () => new Set(clients).size;
  const latest = () => {
    const core = cores.at(-1);
    if (!core) throw new Error('nothing was rendered');
    return core;
  };
  return { ui, clients, distinct, latest };
}

describe('the client', () => {
  it("stays the same for the provider's life, whatever is written inline, and the newest callback is used", async () => {
    const { ui, clients, distinct, latest } = setUp();
    const used = vi.fn();
    const at = (n: number) =>
      ui({
        getToken: async () => {
          used(n);
          return token();
        },
        onError: () => used(`error ${n}`),
        logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => used(`log ${n}`) },
      });
    const { rerender } = render(at(1));
    rerender(at(2));
    rerender(at(3));
    expect(clients).toHaveLength(3);
    expect(distinct()).toBe(1);

    await clients[0]?.auth.getToken();
    latest().reportError(new DecartError('UNKNOWN', ''));
    latest().logger.error('');
    expect(used.mock.calls).toEqual([[3], ['error 3'], ['log 3']]);

    rerender(at(4));
    await clients[0]?.auth.getToken();
    expect(used).toHaveBeenCalledTimes(3);
  });

  it('is replaced when it has to connect elsewhere', () => {
    const { ui, distinct } = setUp();
    const { rerender } = render(ui({ getToken: token }));
    rerender(ui({ getToken: token, baseUrl: 'https://example.com' }));
    rerender(ui({ getToken: token, baseUrl: 'https://example.com' }));
    expect(distinct()).toBe(2);
    rerender(ui({ getToken: token, proxy: '/api/decart', baseUrl: 'https://example.com' }));
    expect(distinct()).toBe(3);
    rerender(ui({ proxy: '/api/decart', baseUrl: 'https://example.com' }));
    expect(distinct()).toBe(4);
  });

  it('is replaced for another identity or token route, and the previous one returns no token', async () => {
    const { ui, clients, distinct } = setUp();
    const { rerender } = render(ui({ getToken: '/token?user=ann', identity: 'ann' }));
    const changes: { identity?: string | undefined; getToken?: string }[] = [
      { identity: 'bob' },
      { identity: undefined },
      { getToken: '/token?user=eve' },
    ];
    for (const [index, change] of changes.entries()) {
      const before = clients.at(-1);
      rerender(ui({ getToken: '/token?user=ann', ...change }));
      expect(distinct()).toBe(index + 2);
      await expect(before?.auth.getToken()).rejects.toMatchObject({ code: 'ABORTED' });
    }
    rerender(ui({ getToken: '/token?user=eve', identity: null }));
    expect(distinct()).toBe(changes.length + 1);
  });

  it('is replaced after signOut(), under StrictMode too', async () => {
    const { ui, clients, distinct } = setUp();
    render(<StrictMode>{ui({ getToken: token })}</StrictMode>);
    const before = clients.at(-1);
    act(() => before?.auth.signOut());
    await expect(before?.auth.getToken()).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(clients.at(-1)?.auth.getToken()).resolves.toMatchObject({ apiKey: 'ek_1' });
    const clientsBefore = distinct();
    act(() => before?.auth.signOut());
    expect(distinct()).toBe(clientsBefore);
  });

  it('keeps everything below mounted when it is replaced', () => {
    const unmounted = vi.fn();
    const at = (baseUrl: string) => (
      <DecartProvider getToken={token} baseUrl={baseUrl}>
        <Mounted onUnmount={unmounted} />
      </DecartProvider>
    );
    const { rerender } = render(at('https://a.example'));
    rerender(at('https://b.example'));
    expect(unmounted).not.toHaveBeenCalled();
  });
});

it('refuses a key in place of the token route at any time, and sends it nowhere', () => {
  const fetch = vi.spyOn(globalThis, 'fetch');
  vi.spyOn(console, 'error').mockReturnValue();
  const { ui } = setUp();
  const { rerender } = render(ui({ getToken: '/api/decart/token' }));
  expect(() => rerender(ui({ getToken: 'ek_secret' }))).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTIONS' }),
  );
  expect(fetch).not.toHaveBeenCalled();
});

it('accepts a permanent key in a page only if that is allowed', async () => {
  const { ui, clients } = setUp();
  const getToken = () => ({ apiKey: 'dct_mine' });
  const { rerender } = render(ui({ getToken }));
  const refused = { code: 'PERMANENT_KEY_IN_BROWSER', message: expect.not.stringContaining('mine') };
  await expect(clients[0]?.auth.getToken()).rejects.toMatchObject(refused);
  rerender(ui({ getToken, dangerouslyAllowPermanentKey: true }));
  expect(await clients[0]?.auth.getToken()).toEqual({ apiKey: 'dct_mine' });
});

it('touches neither network nor page when it mounts', () => {
  const fetch = vi.spyOn(globalThis, 'fetch');
  const listen = [vi.spyOn(document, 'addEventListener'), vi.spyOn(window, 'addEventListener')];
  const getToken = vi.fn(token);
  const { ui } = setUp();
  render(ui({ getToken })).unmount();
  expect(getToken).not.toHaveBeenCalled();
  expect(fetch).not.toHaveBeenCalled();
  const names = listen.flatMap(({ mock }) => mock.calls.map(([name]) => name));
  expect(names).not.toContain('visibilitychange');
  expect(names).not.toContain('online');
});

it('has one client and fetches one token for two components, under StrictMode too', async () => {
  const getToken = vi.fn(token);
  const onToken = vi.fn<(client: DecartClient) => void>();
  render(
    <StrictMode>
      <DecartProvider getToken={getToken}>
        <Caller onToken={onToken} />
        <Caller onToken={onToken} />
      </DecartProvider>
    </StrictMode>,
  );
  await expect.poll(() => onToken).toHaveBeenCalledTimes(4);
  expect(getToken).toHaveBeenCalledTimes(1);
  expect(new Set(onToken.mock.calls.flat()).size).toBe(1);
});

it('renders on a server without fetching anything', () => {
  const getToken = vi.fn(token);
  const html = renderToString(
    <DecartProvider getToken={getToken}>
      <p>Hello</p>
    </DecartProvider>,
  );
  expect(html).toBe('<p>Hello</p>');
  expect(getToken).not.toHaveBeenCalled();
});

describe('mistakes', () => {
  const rendered = (ui: ReactNode) => {
    vi.spyOn(console, 'error').mockReturnValue();
    try {
      render(ui);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it('a missing token and proxy is reported in render, in plain JavaScript too', () => {
    // @ts-expect-error it does not compile
    const error = rendered(<DecartProvider>{null}</DecartProvider>);
    expect(error).toMatchObject({ name: 'DecartError', code: 'INVALID_OPTIONS' });
  });

  it.each(['', '  ', 5, {}])('the identity %j is reported in render', (identity) => {
    // @ts-expect-error it does not compile
    const props: DecartProviderProps = { getToken: token, identity };
    expect(rendered(<DecartProvider {...props} />)).toMatchObject({
      code: 'INVALID_OPTIONS',
      message: expect.stringContaining('`identity`'),
    });
  });

  it('a hook outside the provider says what is missing', () => {
    const error = rendered(<Probe see={() => {}} />);
    expect(error).toMatchObject({
      code: 'INVALID_OPTIONS',
      message: expect.stringContaining('<DecartProvider>'),
    });
  });
});
