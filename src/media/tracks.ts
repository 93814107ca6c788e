export function isOpen(track: MediaStreamTrack | undefined): track is MediaStreamTrack {
  return track?.readyState === 'live';
}

export function stopAll(tracks: readonly MediaStreamTrack[]): void {
  for (const track of tracks) track.stop();
}

/** The video track of a caller's stream to send: a live one, if there is one. */
export function videoTrackOf(stream: MediaStream): MediaStreamTrack | undefined {
  const tracks = stream.getVideoTracks();
  return tracks.find(isOpen) ?? tracks[0];
}
