import { describe, expect, onTestFinished, test } from 'vitest';
import { averageColor, distance, waitForColor } from '../../support/pixels';
import { startSdkSession } from '../../support/sdkSession';
import type { Ending } from '../driver';
import type { ClientMessage, ServerMessage } from './messages';
import { createContractService } from './service';

function openService() {
  const service = createContractService();
  onTestFinished(() => service.dispose());
  return service;
}

type Service = ReturnType<typeof openService>;

const JOIN: ClientMessage = { type: 'livekit_join', passthrough: false };
const PROMPT: ClientMessage = { type: 'prompt', prompt: 'film noir', enhance_prompt: true };

/** A bare socket, and what it received: messages, then the close. */
async function dial({ providerProps }: Service, ...messages: ClientMessage[]) {
  const url = `${providerProps.realtimeBaseUrl}/v1/stream?api_key=ek_1&model=lucy-2.5&resolution=720p`;
  const socket = new WebSocket(url);
  onTestFinished(() => socket.close());
  const events: (ServerMessage | { close: number; reason: string })[] = [];
  socket.onmessage = ({ data }) => events.push(JSON.parse(data));
  socket.onclose = ({ code, reason }) => events.push({ close: code, reason });
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  const send = (message: ClientMessage) => socket.send(JSON.stringify(message));
  for (const message of messages) send(message);
  return { send, events };
}

describe('the plain SDK', () => {
  test('goes live, shows pixels, and has its prompt acknowledged', async () => {
    const service = openService();
    const { session, video, states } = await startSdkSession(service, { color: 'red', prompt: 'film noir' });
    await expect.poll(() => states.at(-1)).toBe('generating');
    await waitForColor(video, ({ r, g, b }) => Math.abs(r - g) + Math.abs(g - b) < 20);
    const noir = averageColor(video);

    await session.setPrompt('thermal');
    await waitForColor(video, (color) => distance(color, noir) > 60);
    await session.setImage(null, { prompt: 'neon city' });

    expect(service.dials).toHaveLength(1);
    expect(service.live).toMatchObject({
      model: 'lucy-2.5',
      prompts: ['film noir', 'thermal', 'neon city'],
      images: [null],
      violations: [],
    });
    expect(session.sessionId).toBe(service.live.sessionId);
    await expect.poll(() => service.live.seconds).toBeGreaterThan(0);
    session.disconnect();
    await expect.poll(() => service.dials[0]?.closed?.by).toBe('page');
  });

  test('is told its place in the queue', async () => {
    const service = openService();
    service.script({
      handshake: [2, 1].map((position) => ({ type: 'queue_position', position, queue_size: 2 })),
    });
    const queue: number[] = [];
    await startSdkSession(service, { onQueuePosition: ({ position }) => queue.push(position) });
    expect(queue).toEqual([2, 1]);
  });

  test('has a prompt rejected, with the words of the service', async () => {
    const service = openService();
    const { session } = await startSdkSession(service);
    const error = 'The prompt was rejected by moderation.';
    service.script({ reply: [{ type: 'prompt_ack', prompt: 'refused', success: false, error }] });
    await expect(session.setPrompt('refused')).rejects.toThrow(error);
    await session.setPrompt('film noir');
  });
});

describe('words and codes', () => {
  const LIMIT = { type: 'error', error: 'Concurrent session limit reached.' };
  const FULL = { type: 'error', error: 'Server at capacity. Please try again later.' };
  const ended = (reason: string) => [
    { type: 'generation_ended', seconds: 0, reason },
    { close: 1000, reason: '' },
  ];
  const closed = (close: number, reason: string) => [{ close, reason }];

  const ROWS: [Ending, unknown[]][] = [
    [{ kind: 'connection lost' }, closed(1006, '')],
    [{ kind: 'session limit' }, [LIMIT, ...closed(1013, 'Session Limit Reached')]],
    [{ kind: 'session limit, close alone' }, closed(1013, 'Session Limit Reached')],
    [
      { kind: 'capacity', retryAfter: 5 },
      [{ ...FULL, error_type: 'capacity', retry_after: 5 }, ...closed(1013, 'Try Again Later')],
    ],
    [{ kind: 'capacity by its text' }, [FULL, ...closed(1013, 'Try Again Later')]],
    [{ kind: 'try again later' }, closed(1013, 'Try Again Later')],
    [{ kind: '1013 without a reason' }, closed(1013, '')],
    [{ kind: 'policy' }, closed(1008, '')],
    [{ kind: 'origin not allowed' }, closed(1008, 'This origin is not allowed.')],
    [
      { kind: 'insufficient credits' },
      [{ type: 'error', error: 'Insufficient credits' }, ...closed(1000, '')],
    ],
    [{ kind: 'generation ended: moderation' }, ended('moderation_violation')],
    [{ kind: 'generation ended: credits' }, ended('insufficient_credits')],
    [{ kind: 'generation ended: disconnect' }, ended('disconnect')],
    [{ kind: '1000 alone' }, closed(1000, '')],
  ];

  for (const [ending, said] of ROWS) {
    test(`${ending.kind}`, async () => {
      const service = openService();
      service.refuse(ending, 1);
      const refused = await dial(service, JOIN, PROMPT);
      await expect.poll(() => refused.events).toEqual(said);
      expect(service.dials[0]?.prompts).toEqual(['film noir']);

      const live = await dial(service, JOIN);
      await expect
        .poll(() => live.events.map((event) => 'type' in event && event.type))
        .toEqual(['livekit_room_info']);
      service.end(ending);
      await expect.poll(() => live.events.slice(1)).toEqual(said);

      const changed = await dial(service, JOIN);
      service.endAtNextChange(ending);
      changed.send(PROMPT);
      await expect.poll(() => changed.events.slice(1)).toEqual(said);
      expect(service.dials.map(({ open }) => open)).toEqual([false, false, false]);
    });
  }

  test('a message that is too big closes with 1009, before any response to it', async () => {
    const service = openService();
    service.limitMessageSize(200);
    const image = 'A'.repeat(300);
    const { events } = await dial(service, JOIN, { type: 'set_image', image_data: image });
    await expect.poll(() => events).toEqual(closed(1009, 'Message Too Big'));
    expect(service.dials[0]?.images).toHaveLength(1);
  });

  test('records a client that does not join first', async () => {
    const service = openService();
    await dial(service, PROMPT);
    await expect.poll(() => service.dials[0]?.violations).toEqual(['prompt as message 0']);
  });
});
