import { remux } from './remux';

/**
 * For a file whose video size changed near the end, in a format that stores the size only once. Returns the part that
 * can be decoded, with its duration in seconds, or null if that is the whole file.
 *
 * The page learns of the new size only when a frame of it is shown. Chromium may have written such frames by then, and a
 * player stops at the first of them with an error. They begin with a key frame, which is tried here with a decoder.
 *
 * @throws if this browser can't decode the file
 */
export async function cutAtNewSize(blob: Blob): Promise<{ blob: Blob; seconds: number } | null> {
  const seconds = await findNewSize(blob);
  return seconds === null ? null : remux(blob, seconds);
}

/** The time of the first frame that can't be decoded, in seconds. */
async function findNewSize(blob: Blob): Promise<number | null> {
  const { BlobSource, EncodedPacketSink, Input, MP4 } = await import('mediabunny');
  const input = new Input({ source: new BlobSource(blob), formats: [MP4] });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config) return null;
  const sink = new EncodedPacketSink(track);
  let undecodable: number | null = null;
  let packet = await sink.getKeyPacket(Number.POSITIVE_INFINITY);
  while (packet && !(await canDecode(config, packet.toEncodedVideoChunk()))) {
    undecodable = packet.timestamp;
    packet = await sink.getKeyPacket(packet.timestamp - 0.001);
  }
  // If no frame can be decoded, the decoder itself has failed.
  return packet ? undecodable : null;
}

async function canDecode(config: VideoDecoderConfig, keyFrame: EncodedVideoChunk): Promise<boolean> {
  let frames = 0;
  const decoder = new VideoDecoder({
    output(frame) {
      frames++;
      frame.close();
    },
    // `flush` rejects as well.
    error() {},
  });
  try {
    decoder.configure(config);
    decoder.decode(keyFrame);
    await decoder.flush();
    decoder.close();
  } catch {
    return false;
  }
  return frames > 0;
}
