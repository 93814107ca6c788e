import type { QueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import type { TokenFetcher } from '../auth/token';
import { loadTexts } from '../components/text/lateTexts';
import { aPositiveInteger, aPositiveNumber, aString, type Rule, rule, shape } from '../errors/checkOptions';
import { type DecartErrorCode, ERROR_CODES } from '../errors/codes';
import { DecartError } from '../errors/DecartError';
import type { Labels } from '../labels/labels';
import { DecartContext, useDecartContext } from '../provider/context';
import { DecartProvider } from '../provider/DecartProvider';
import type { Engine } from '../realtime/engineLoader';
import type { EndReason } from '../realtime/machine';
import type { ImageInput } from '../realtime/update';
import type { Usage } from '../usage/sessionUsage';
import { inAct } from './inAct';
import { createTestEngine, type TestRun } from './testEngine';
import { playNothing } from './testStream';

/** Options for {@link createTestDecart}: the props of `<DecartProvider>` that a test may want to set. */
export interface TestDecartOptions {
  /** Returns tokens. @defaultValue a token that is valid for an hour */
  getToken?: TokenFetcher | undefined;
  /** The user who is signed in. */
  identity?: string | undefined;
  /** The texts of the components. @defaultValue English */
  labels?: Labels | undefined;
  /** Called for every error that a hook reports. */
  onError?: ((error: DecartError) => void) | undefined;
  /** Called while a session is used. */
  onUsage?: ((usage: Usage) => void) | undefined;
  /** The QueryClient of the image, video and file hooks. */
  queryClient?: QueryClient | undefined;
}

/**
 * The live session of the app under test, as the service sees it. Each method that changes it resolves when React has
 * rendered the change. It rejects if no session was started, and with `INVALID_OPTIONS` for an invalid value.
 */
export interface TestSession {
  /** How many times a session was started. */
  readonly starts: number;
  /** Whether a session is open or starting. Check it after an unmount: closed sessions aren't billed. */
  readonly isOpen: boolean;
  /** The prompt that was applied last, or null. */
  readonly prompt: string | null;
  /**
   * The reference image that was applied last, as the app passed it, or null. In jsdom only base64, a data URL or the id
   * of an upload is applied: a `Blob` or a URL must be decoded, and jsdom can't decode images. Test those on the sandbox.
   */
  readonly image: ImageInput | null;
  /** The session is live, or live again after `lose()`. Waits for camera and token. */
  goLive: () => Promise<void>;
  /** The connection is lost: status `reconnecting`, until `goLive()`. */
  lose: () => Promise<void>;
  /**
   * The session waits at this place of Decart's queue, until `goLive()`. `queueSize` is the place unless you pass it.
   * Rejects if the session is live: call `lose()` first.
   */
  queue: (position: number, queueSize?: number) => Promise<void>;
  /**
   * The session ends, for one of Decart's reasons or at a limit. With Decart's reason `disconnect` the connection is lost.
   * @defaultValue 'session_duration_limit'
   */
  end: (reason?: EndReason) => Promise<void>;
  /** The session fails with this error, at any moment after its start. */
  fail: (code: DecartErrorCode, message?: string) => Promise<void>;
  /** Decart refuses the next prompt or image. */
  rejectPrompt: (message?: string) => void;
  /** The session, which must be live, has generated this many more seconds of video. @defaultValue 1 */
  tick: (seconds?: number) => Promise<void>;
}

/** What {@link createTestDecart} returns. */
export interface TestDecart {
  /** Wraps the app in place of `<DecartProvider>`: the `wrapper` of Testing Library. */
  Provider: (props: { children?: ReactNode }) => ReactNode;
  /** The session that was started last. */
  session: TestSession;
}

const checkedByProvider: Rule = () => {};
const checkOptions = shape({
  getToken: checkedByProvider,
  identity: checkedByProvider,
  labels: checkedByProvider,
  onError: checkedByProvider,
  onUsage: checkedByProvider,
  queryClient: checkedByProvider,
} satisfies Record<keyof TestDecartOptions, Rule>);
const aCode = rule(
  'the code of a DecartError',
  (code) => typeof code === 'string' && Object.hasOwn(ERROR_CODES, code),
);

/** The default token. The name shows that it opens nothing. */
const TEST_TOKEN = { apiKey: 'ek_test', expiresIn: 3600 };
/** An app starts within a few microtasks of its click. */
const TURNS = 50;

interface EngineProviderProps {
  importEngine: () => Promise<Engine>;
  children: ReactNode;
}

function EngineProvider({ importEngine, children }: EngineProviderProps) {
  const outer = useDecartContext();
  const value = useMemo(() => ({ ...outer, importEngine }), [outer, importEngine]);
  return <DecartContext.Provider value={value}>{children}</DecartContext.Provider>;
}

/**
 * Tests an app without a camera, WebRTC, a network or Decart: for Vitest or Jest with jsdom, in milliseconds per test.
 * The hooks, components and the session are the real ones; the test plays the service. Images, videos and files use HTTP:
 * answer those requests with a tool such as MSW.
 *
 * @throws `DecartError` `INVALID_OPTIONS`, naming the option
 *
 * @example With Vitest and Testing Library
 * ```tsx
 * it('says that the session is over', async () => {
 *   const decart = createTestDecart();
 *   render(<RealtimeVideo model="lucy-2.5" />, { wrapper: decart.Provider });
 *   await userEvent.click(screen.getByRole('button', { name: 'Start' }));
 *   await decart.session.goLive();
 *   await decart.session.end('session_duration_limit');
 *   expect(await screen.findByText(/You’ve reached the limit/)).toBeInTheDocument();
 * });
 * ```
 * @example A token route that asks for money
 * ```tsx
 * const decart = createTestDecart({ getToken: () => Response.json({ detail: 'Pay first.' }, { status: 402 }) });
 * ```
 */
export function createTestDecart(options: TestDecartOptions = {}): TestDecart {
  checkOptions(options, 'createTestDecart');
  const { getToken = () => TEST_TOKEN, ...props } = options;
  const refusals: DecartError[] = [];
  let starts = 0;
  let run: TestRun | undefined;
  const engine = createTestEngine({ take: () => refusals.shift() }, (next) => {
    starts += 1;
    run = next;
  });
  const importEngine = async () => engine;
  playNothing();

  async function currentRun(): Promise<TestRun> {
    for (let turn = 0; turn < TURNS && !run?.isOpen; turn += 1) await undefined;
    if (run?.isOpen) return run;
    throw new Error('No live session was started, or it is over: let the app start one first.');
  }

  /** Runs once the texts and the messages are loaded, which a page does after a start. */
  const whenLoaded = (change: (current: TestRun) => void, ready: (current: TestRun) => unknown = () => {}) =>
    inAct(async () => {
      const current = await currentRun();
      await Promise.all([ready(current), loadTexts(), import('../components/player/LiveNotesContent')]);
      change(current);
    });
  /** Runs once the camera and the token are ready, too. */
  const drive = (change: (current: TestRun) => void) => whenLoaded(change, ({ ready }) => ready);

  const provider: TestDecart['Provider'] = ({ children }) => (
    <DecartProvider getToken={getToken} {...props}>
      <EngineProvider importEngine={importEngine}>{children}</EngineProvider>
    </DecartProvider>
  );

  return {
    Provider: provider,
    session: {
      get starts() {
        return starts;
      },
      get isOpen() {
        return run?.isOpen ?? false;
      },
      get prompt() {
        return run?.prompt ?? null;
      },
      get image() {
        return run?.image ?? null;
      },
      goLive: () => drive((current) => current.goLive()),
      lose: () => drive((current) => current.lose()),
      async queue(position, queueSize = position) {
        aPositiveInteger(position, 'position');
        aPositiveInteger(queueSize, 'queueSize');
        await drive((current) => current.queue(position, queueSize));
      },
      async end(reason = 'session_duration_limit') {
        aString(reason, 'reason');
        await drive((current) => current.end(reason));
      },
      async fail(code, message = `The test says ${code}.`) {
        aCode(code, 'code');
        aString(message, 'message');
        await whenLoaded((current) => current.fail(code, message));
      },
      rejectPrompt(message = 'Decart rejected the prompt or image.') {
        aString(message, 'message');
        refusals.push(new DecartError('PROMPT_REJECTED', message, { fatal: false }));
      },
      async tick(seconds = 1) {
        aPositiveNumber(seconds, 'seconds');
        await drive((current) => current.tick(seconds));
      },
    },
  };
}
