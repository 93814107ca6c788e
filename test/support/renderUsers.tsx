// A page that people sign in to and out of, under StrictMode, with a session, a viewer, a video job, an image and an upload.
import { models } from '@decartai/sdk';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';
import { createClientCore } from '../../src/client/createClientCore';
import { clientOf } from '../../src/client/decartClient';
import { useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { useStreamViewer } from '../../src/hooks/useStreamViewer';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { useDecartClient } from '../../src/provider/useDecartClient';
import { decartKeys } from '../../src/query/queryKeys';
import { useFileUpload } from '../../src/query/useFileUpload';
import { useProcess } from '../../src/query/useProcess';
import { useQueue } from '../../src/query/useQueue';
import { createSandbox, type Sandbox } from '../../src/sandbox';
import { solidImage } from './media';

const input = { width: 160, height: 90 };

interface PageProps {
  user: string | undefined;
  subscribeToken: string | undefined;
  autoStart: boolean;
}

function usePage({ user = 'nobody', subscribeToken, autoStart }: PageProps) {
  return {
    client: useDecartClient(),
    stream: useRealtimeStream({ model: 'lucy-2.5', prompt: user, input, autoStart }),
    viewer: useStreamViewer({ subscribeToken, autoStart: false }),
    clip: useQueue('lucy-2.5'),
    edit: useProcess('lucy-image-2'),
    upload: useFileUpload(),
  };
}

const nameOf = (user: string | undefined) => user ?? 'nobody';

type Page = ReturnType<typeof usePage>;

function Probe({ onPage, ...props }: PageProps & { onPage(page: Page): void }) {
  const page = usePage(props);
  onPage(page);
  return <video {...page.stream.videoProps} />;
}

export interface UsersOptions {
  sandbox?: Sandbox;
  subscribeToken?: string;
  autoStart?: boolean;
}

/** Each user's requests contain the user's name, and so does each token. */
export async function renderUsers(options: UsersOptions = {}) {
  const { sandbox = createSandbox(), subscribeToken, autoStart = false } = options;
  if (!options.sandbox) onTestFinished(sandbox.dispose);
  sandbox.jobTiming({ pendingMs: 50, processingMs: 50 });
  const queryClient = new QueryClient();
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const owners = new Map<string | null, string>();
  const results: string[] = [];
  const image = await solidImage('#808080');
  let user: string | undefined;
  let page: Page | undefined;

  async function getToken() {
    const asked = nameOf(user);
    const token = await sandbox.providerProps.getToken();
    owners.set(token.apiKey, asked);
    return token;
  }

  const onPage = (next: Page) => {
    page = next;
  };

  function signIn(next: string | undefined) {
    user = next;
    flushSync(() =>
      root.render(
        <StrictMode>
          <DecartProvider
            {...sandbox.providerProps}
            getToken={getToken}
            identity={next}
            queryClient={queryClient}
          >
            <Probe onPage={onPage} user={next} subscribeToken={subscribeToken} autoStart={autoStart} />
          </DecartProvider>
        </StrictMode>,
      ),
    );
  }

  /** The outcome of a call is noted with the user who made it. */
  function note(call: Promise<unknown>) {
    const by = nameOf(user);
    call.then(
      () => results.push(`${by}: done`),
      (error) => results.push(`${by}: ${error.code}`),
    );
  }

  const leave = () => {
    root.unmount();
    container.remove();
  };
  signIn('ann');
  onTestFinished(leave);

  const shown = () => {
    if (!page) throw new Error('not rendered');
    return page;
  };
  const clip = new File([new Uint8Array(64)], 'clip.mp4', { type: 'video/mp4' });
  return {
    sandbox,
    queryClient,
    owners,
    results,
    signIn,
    leave,
    get page() {
      return shown();
    },
    get user() {
      return nameOf(user);
    },
    submit() {
      note(shown().clip.mutateAsync({ prompt: nameOf(user), data: clip }));
    },
    edit() {
      note(shown().edit.mutateAsync({ prompt: nameOf(user), data: image }));
    },
    upload() {
      note(shown().upload.mutateAsync(new File([image], `${nameOf(user)}.png`, { type: 'image/png' })));
    },
    /**
     * Somebody on another page edits an image, or makes a whole video. By then, earlier requests have been answered,
     * and while the video is made, at least one poll of a job is due.
     */
    async elsewhere(what: 'image' | 'video') {
      const { process, queue } = clientOf(createClientCore(sandbox.providerProps));
      const prompt = 'elsewhere';
      if (what === 'image') await process({ model: models.image('lucy-image-2'), prompt, data: image });
      else await queue.submitAndPoll({ model: models.video('lucy-2.5'), prompt, data: clip });
    },
    /** The keys of this package in the app's cache. */
    cached: () => [
      ...queryClient
        .getQueryCache()
        .findAll({ queryKey: decartKeys.all() })
        .map(({ queryHash }) => queryHash),
      ...queryClient
        .getMutationCache()
        .findAll({ mutationKey: decartKeys.all() })
        .map(({ options: { mutationKey } }) => String(mutationKey)),
    ],
    /** Requests and sessions of one user that were made with another user's token. */
    mixedUp(): string[] {
      const requests = sandbox.requests.map(({ method, path, apiKey, fields: { prompt, file } }) => {
        const job = sandbox.jobs.find(({ id }) => path.includes(id));
        const by = typeof file === 'object' ? file.name.replace('.png', '') : (job?.prompt ?? prompt);
        return { what: `${method} ${path}`, by, apiKey };
      });
      const sessions = sandbox.sessions.map(({ prompt, apiKey }) => ({
        what: 'session',
        by: prompt ?? undefined,
        apiKey,
      }));
      return [...requests, ...sessions]
        .filter(({ by, apiKey }) => by !== undefined && owners.has(apiKey) && by !== owners.get(apiKey))
        .map(({ what, by, apiKey }) => `${what} of ${by} by ${owners.get(apiKey)}`);
    },
    /** What this user still has open. */
    openOf: (name: string) =>
      sandbox.sessions.filter(({ open, apiKey }) => open && owners.get(apiKey) === name).length,
    requestsOf: (name: string) => sandbox.requests.filter(({ apiKey }) => owners.get(apiKey) === name).length,
  };
}
