import { type MediaDescription, parse, write } from 'sdp-transform';

/** Without a start bitrate the estimate begins at 300 kbit/s, and the video is tiny for many seconds. */
const START_BITRATE_KBPS = 1500;

/** One media section of an offer, with what the answering side needs. */
export interface OfferedMedia {
  mid: string;
  kind: string;
  /** The client sends on it, is free to receive on it, or neither. */
  use: 'send' | 'receive' | 'none';
  /** Simulcast layers, the best one last. */
  rids: readonly string[];
}

/** One of our tracks, sent on a media section. */
export interface SentTrack {
  participantSid: string;
  trackSid: string;
}

/**
 * Rewrites a client's offer for a browser's `RTCPeerConnection`, which never answers simulcast, and sends the first codec
 * in the offer.
 */
export function adaptOffer(sdp: string, codec: string | null): { sdp: string; media: OfferedMedia[] } {
  const session = parse(sdp);
  const media = session.media.map((section): OfferedMedia => {
    const rids = (section.rids ?? []).filter(({ direction }) => direction === 'send');
    if (section.type === 'video') {
      delete section.rids;
      delete section.simulcast;
      if (codec) preferCodec(section, codec);
      setStartBitrate(section);
    }
    return {
      mid: String(section.mid),
      kind: section.type,
      use: section.direction === 'recvonly' ? 'receive' : section.direction === 'sendonly' ? 'send' : 'none',
      rids: rids.map(({ id }) => String(id)),
    };
  });
  return { sdp: write(session), media };
}

/** Rewrites a browser's answer as LiveKit's server would write it. */
export function adaptAnswer(
  sdp: string,
  offered: readonly OfferedMedia[],
  sent: ReadonlyMap<string, SentTrack>,
): string {
  const session = parse(sdp);
  for (const section of session.media) {
    const mid = String(section.mid);
    const best = offered.find((media) => media.mid === mid)?.rids.at(-1);
    if (section.type === 'video') setStartBitrate(section);
    if (best !== undefined) {
      // Only the best layer: the model needs no other, and encoding three would cost a demo too much CPU.
      section.rids = [{ id: best, direction: 'recv' }];
      section.simulcast = { dir1: 'recv', list1: best };
    }
    const track = sent.get(mid);
    if (track) nameTrack(section, `${track.participantSid}|${track.trackSid}`, track.trackSid);
  }
  return write(session);
}

/** The stream's id tells the client whose track it is. */
function nameTrack(section: MediaDescription, streamId: string, trackId: string): void {
  section.msid = [{ id: streamId, appdata: trackId }];
  for (const ssrc of section.ssrcs ?? []) {
    if (ssrc.attribute === 'msid') ssrc.value = `${streamId} ${trackId}`;
  }
}

function preferCodec(section: MediaDescription, codec: string): void {
  const preferred = section.rtp.filter((rtp) => rtp.codec.toLowerCase() === codec).map((rtp) => rtp.payload);
  const payloads = (section.payloads ?? '').split(' ').map(Number);
  section.payloads = [...preferred, ...payloads.filter((payload) => !preferred.includes(payload))].join(' ');
}

function setStartBitrate(section: MediaDescription): void {
  for (const { payload, codec } of section.rtp) {
    if (!['vp8', 'vp9', 'h264', 'av1'].includes(codec.toLowerCase())) continue;
    const start = `x-google-start-bitrate=${START_BITRATE_KBPS}`;
    const fmtp = section.fmtp.find((line) => line.payload === payload);
    if (!fmtp) section.fmtp.push({ payload, config: start });
    else if (!fmtp.config.includes('x-google-start-bitrate')) fmtp.config += `;${start}`;
  }
}
