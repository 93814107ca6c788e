/** What a client sends over Decart's signaling socket. */
export type ClientMessage =
  | { type: 'livekit_join'; passthrough?: boolean; client_capabilities?: Record<string, unknown> }
  | { type: 'prompt'; prompt: string; enhance_prompt?: boolean }
  | {
      type: 'set_image';
      image_data?: string | null;
      image_ref?: string;
      prompt?: string | null;
      enhance_prompt?: boolean;
    };

/** What Decart answers. */
export type ServerMessage =
  | { type: 'queue_position'; position: number; queue_size: number }
  | { type: 'livekit_room_info'; livekit_url: string; token: string; room_name: string; session_id: string }
  | { type: 'prompt_ack'; prompt: string; success: boolean; error: string | null }
  | { type: 'set_image_ack'; success: boolean; error: string | null }
  | { type: 'generation_started' }
  | { type: 'generation_tick'; seconds: number }
  | { type: 'generation_ended'; seconds: number; reason: string }
  | { type: 'error'; error: string; error_type?: string; retry_after?: unknown };

/** Null if it isn't a message at all. */
export function parseMessage(text: string): ClientMessage | null {
  try {
    const message: unknown = JSON.parse(text);
    return isClientMessage(message) ? message : null;
  } catch {
    return null;
  }
}

function isClientMessage(message: unknown): message is ClientMessage {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  if (message.type === 'prompt') return 'prompt' in message && typeof message.prompt === 'string';
  return message.type === 'livekit_join' || message.type === 'set_image';
}
