// The messages of the signaling socket, in the service's own words. JSON text frames.

/** From the client. The first one is `livekit_join`. */
export type ClientMessage =
  | { type: 'livekit_join'; passthrough: boolean; client_capabilities?: { frame_timing?: boolean } }
  | { type: 'prompt'; prompt: string; enhance_prompt?: boolean }
  | {
      type: 'set_image';
      /** Base64, or null, which clears the image. */
      image_data?: string | null;
      image_ref?: string;
      prompt?: string | null;
      enhance_prompt?: boolean;
    };

export type ServerMessage =
  | { type: 'queue_position'; position: number; queue_size: number }
  | { type: 'livekit_room_info'; livekit_url: string; token: string; room_name: string; session_id: string }
  | { type: 'prompt_ack'; prompt: string; success: boolean; error: string | null }
  | { type: 'set_image_ack'; success: boolean; error: string | null }
  | { type: 'generation_started' }
  | { type: 'generation_tick'; seconds: number }
  | { type: 'generation_ended'; seconds: number; reason: string }
  | {
      type: 'error';
      error: string;
      error_type?: string;
      /** Seconds; `unknown`, because a client must survive other values. */
      retry_after?: unknown;
    };

/** The service's next action on a socket. */
export type Step = ServerMessage | { wait: number } | { close: number; reason?: string } | { cut: true };
