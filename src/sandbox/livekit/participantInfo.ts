import {
  JoinResponse,
  ParticipantInfo,
  ParticipantInfo_Kind,
  ParticipantInfo_State,
  ParticipantPermission,
  ReconnectResponse,
  Room,
  ServerInfo,
  TrackInfo,
  TrackSource,
  TrackType,
} from '@livekit/protocol';
import type { SentTrack } from './sdp';

const SERVER = new ServerInfo({ version: '1.9.0', protocol: 16, region: 'sandbox', nodeId: 'sandbox' });

export interface Identity {
  sid: string;
  identity: string;
}

/** The participant whose track is the transformed video; without a track until there is one. */
export function inferenceInfo(
  { participantSid, trackSid }: SentTrack,
  { published, present }: { published: boolean; present: boolean },
): ParticipantInfo {
  return new ParticipantInfo({
    sid: participantSid,
    // The SDK accepts only tracks of participants with this prefix.
    identity: `inference-server-${participantSid}`,
    state: present ? ParticipantInfo_State.ACTIVE : ParticipantInfo_State.DISCONNECTED,
    kind: ParticipantInfo_Kind.AGENT,
    isPublisher: published,
    permission: new ParticipantPermission({ canPublish: true }),
    tracks: published
      ? [
          new TrackInfo({
            sid: trackSid,
            type: TrackType.VIDEO,
            source: TrackSource.CAMERA,
            name: 'generated',
            mimeType: 'video/h264',
          }),
        ]
      : [],
  });
}

export function joinResponse(
  roomName: string,
  { sid, identity }: Identity,
  others: ParticipantInfo[],
  canPublish: boolean,
): JoinResponse {
  return new JoinResponse({
    room: new Room({ sid: `RM_${roomName}`, name: roomName }),
    participant: new ParticipantInfo({
      sid,
      identity,
      state: ParticipantInfo_State.ACTIVE,
      permission: new ParticipantPermission({ canPublish, canSubscribe: true, canPublishData: canPublish }),
    }),
    otherParticipants: others,
    serverInfo: SERVER,
    subscriberPrimary: false,
    pingTimeout: 15,
    pingInterval: 5,
  });
}

export function reconnectResponse(): ReconnectResponse {
  return new ReconnectResponse({ serverInfo: SERVER });
}
