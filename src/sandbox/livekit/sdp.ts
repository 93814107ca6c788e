import { type MediaDescription, parse, write } from 'sdp-transform';

/** Without a start bitrate the estimate begins at 300 kbit/s, and the picture is tiny for many seconds. */
const START_BITRATE_KBPS = 1500;

/** One media section of an offer, as far as the answering side must know it. */
export interface OfferedMedia {
  mid: string;
  kind: string;
  /** The client sends on it, is free to receive on it, or neither. */
  use: 'send' | 'receive' | 'none';
  /** Simulcast layers, the best one last. */
  rids: readonly string[];
}

/** A track of ours that is sent on a media section. */
export interface SentTrack {
  participantSid: string;
  trackSid: string;
}

/**
 * Makes a client's offer digestible for a browser's `RTCPeerConnection`: that one never answers simulcast, and
 * sends the codec that is offered first.
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

/** Turns a browser's answer into the one that LiveKit's server would give. */
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
      // One layer only, the best: it is all the model needs, and encoding three costs the CPU of a demo.
      section.rids = [{ id: best, direction: 'recv' }];
      section.simulcast = { dir1: 'recv', list1: best };
    }
    const track = sent.get(mid);
    if (track) nameTrack(section, `${track.participantSid}|${track.trackSid}`, track.trackSid);
  }
  return write(session);
}

/** The client learns from the stream's id whose track it is. */
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
