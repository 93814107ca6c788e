// Checks with the real SDK what `src/realtime/connection.ts` relies on once it is connected.
import { describe, expect, onTestFinished } from 'vitest';
import { showStream, waitForFrame } from '../support/pixels';
import { replace } from '../support/replace';
import { dialSdk, goLive, openService, reliesOn } from './sdkDial';

/** The SDK waits 15 or 30 s for an acknowledgement: here only a moment. */
function hurryAcknowledgements() {
  const native = window.setTimeout;
  const hurried: typeof native = Object.assign(
    (handler: TimerHandler, ms = 0, ...args: unknown[]) => native(handler, ms >= 15_000 ? 20 : ms, ...args),
    native,
  );
  onTestFinished(replace(window, 'setTimeout', hurried));
}

describe('while live', () => {
  reliesOn(
    'provides the transformed picture, the ids, seconds, stats and quality',
    'Adapt `open` in connection.ts to where they are told now.',
    async () => {
      const { service, dial, session } = await goLive();
      const ticks: unknown[] = [];
      const stats: unknown[] = [];
      session.on('generationTick', (tick) => ticks.push(tick));
      session.on('stats', (report) => stats.push(report));
      const video = showStream(dial.streams.at(-1) ?? new MediaStream());
      onTestFinished(() => video.remove());
      await waitForFrame(video);
      expect(dial.states).toEqual(['connecting', 'connected', 'generating']);
      expect(session.sessionId).toBe(service.live.sessionId);
      expect(JSON.parse(atob(session.subscribeToken ?? ''))).toEqual({
        room_name: `room-${session.sessionId}`,
      });
      await expect.poll(() => ticks[0]).toEqual({ seconds: expect.any(Number) });
      await expect.poll(() => stats.length).toBeGreaterThan(0);
      await expect.poll(() => dial.qualities.length).toBeGreaterThan(0);
    },
  );

  reliesOn(
    'keeps the image with setPrompt, and changes or clears it with setImage',
    'Adapt `send` in connection.ts, so that a prompt does not clear the image.',
    async () => {
      const { service, session } = await goLive();
      await session.setPrompt('thermal', { enhance: false });
      service.script({ reply: [{ type: 'set_image_ack', success: true, error: null }] });
      await session.setImage(btoa('an image'), { prompt: 'neon city', enhance: false });
      await session.setImage(null);
      expect(service.live.messages.slice(1)).toEqual([
        { type: 'prompt', prompt: 'thermal', enhance_prompt: false },
        { type: 'set_image', image_data: expect.any(String), prompt: 'neon city', enhance_prompt: false },
        { type: 'set_image', image_data: null },
      ]);
    },
  );

  reliesOn(
    'replaces the video track without another dial',
    'Reconnect with the new track instead: `replaceVideoTrack` in connection.ts.',
    async () => {
      const { service, dial, session } = await goLive();
      const next = dial.tracks[0]?.clone();
      if (!next) throw new Error('no track');
      await session.replaceVideoTrack(next);
      onTestFinished(() => next.stop());
      expect(service.dials).toHaveLength(1);
      expect(dial.states.at(-1)).toBe('generating');
    },
  );

  reliesOn(
    'rejects a request with the words of the service',
    'Adapt `requestError` in connectionErrors.ts: it tells a refused prompt from a lost connection by the text.',
    async () => {
      const { service, session } = await goLive();
      const error = 'Rejected by moderation.';
      service.script({ reply: [{ type: 'prompt_ack', prompt: 'a', success: false, error }] });
      await expect(session.setPrompt('a')).rejects.toThrow(error);
      service.script({ reply: [{ type: 'error', error: 'hiccup' }] });
      await expect(session.setPrompt('b')).rejects.toMatchObject({ message: 'hiccup', source: 'server' });
    },
  );

  reliesOn(
    'rejects a request that is not answered in time',
    'Adapt `ACK_TIMEOUT` in connectionErrors.ts to its words.',
    async () => {
      const { service, session } = await goLive();
      hurryAcknowledgements();
      service.script({ reply: [], times: 2 });
      await expect(session.setPrompt('a')).rejects.toThrow(/^Prompt send timed out$/);
      await expect(session.setImage(null)).rejects.toThrow(/^Image send timed out$/);
    },
  );

  reliesOn(
    'rejects what is pending when the connection is lost or let go',
    'Adapt `TRANSPORT_FAILURE` in connectionErrors.ts to its words, or a lost prompt counts as refused.',
    async () => {
      const first = await goLive({
        onState: (state) => state === 'reconnecting' && first.session.disconnect(),
      });
      first.service.script({ reply: [{ cut: true }] });
      await expect(first.session.setPrompt('a')).rejects.toThrow(/^WebSocket closed: 1006/);
      await expect(first.session.setPrompt('b')).rejects.toThrow(/^Cannot send message: /);
      const second = await goLive();
      second.service.script({ reply: [] });
      const pending = second.session.setPrompt('a');
      second.session.disconnect();
      await expect(pending).rejects.toThrow(/^Control channel closed$/);
    },
  );

  reliesOn(
    'reports a refused initial prompt, and an error of the service, as events with these codes',
    "Adapt the listener of 'error' in connection.ts: a refused prompt is not the end of a session.",
    async () => {
      const service = openService();
      const text = 'Rejected by moderation.';
      service.script({ reply: [{ type: 'prompt_ack', prompt: 'film noir', success: false, error: text }] });
      const connect = { initialState: { prompt: { text: 'film noir', enhance: true } } };
      const session = await dialSdk(service, { connect }).session();
      const errors: { code: string; message: string; cause?: unknown }[] = [];
      session.on('error', (error) => errors.push(error));
      await expect.poll(() => errors.length).toBe(1);
      expect(errors[0]).toMatchObject({ code: 'WEBRTC_SIGNALING_ERROR', cause: { message: text } });
      service.live.send({ type: 'error', error: 'hiccup' });
      await expect.poll(() => errors[1]).toMatchObject({ code: 'WEBRTC_SERVER_ERROR', message: 'hiccup' });
      expect(session.isConnected()).toBe(true);
    },
  );
});

describe('at the end', () => {
  reliesOn(
    'says "reconnecting" before it dials again, and does not dial once it is disconnected there',
    'Adapt `lose` in connection.ts: its own reconnect has the old key, the first prompt and a stopped camera.',
    async () => {
      const { service, session, dial } = await goLive({
        onState: (state) => state === 'reconnecting' && session.disconnect(),
      });
      service.live.cut();
      await expect.poll(() => dial.states.slice(-2)).toEqual(['reconnecting', 'disconnected']);
      await dialSdk(service).session();
      expect(service.dials).toHaveLength(2);
    },
  );

  reliesOn(
    'tells the end of the generation before the close, and does not dial once it is disconnected there',
    "Adapt the listener of 'generationEnded' in connection.ts: it opened a second billed session at the time limit.",
    async () => {
      const { service, session, dial } = await goLive();
      const ends: unknown[] = [];
      session.on('generationEnded', (end) => {
        ends.push(end);
        session.disconnect();
      });
      service.end({ kind: 'generation ended: time limit' });
      await expect.poll(() => dial.states.at(-1)).toBe('disconnected');
      expect(ends).toEqual([{ seconds: expect.any(Number), reason: 'session_duration_limit' }]);
      await dialSdk(service).session();
      expect(service.dials).toHaveLength(2);
    },
  );

  reliesOn(
    'stops the tracks that it was given, and no others',
    'Look at sentTracks.ts: clones may no longer be needed, or no longer be enough.',
    async () => {
      const { dial, session } = await goLive();
      const [track] = dial.tracks;
      const kept = track?.clone();
      onTestFinished(() => kept?.stop());
      session.disconnect();
      await expect.poll(() => track?.readyState).toBe('ended');
      expect(kept?.readyState).toBe('live');
    },
  );

  reliesOn('reports its own close as closing', "Make sure that a stop doesn't count as a loss.", async () => {
    const { dial, session } = await goLive();
    session.disconnect();
    await expect.poll(() => dial.lines('signaling: websocket closed')[0]?.data.closing).toBe(true);
  });
});
