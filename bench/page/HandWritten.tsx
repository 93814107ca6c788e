// Code for the plain SDK, in the style of Decart's documentation: camera, then token, then connect.
import { createDecartClient, models, type RealTimeClient } from '@decartai/sdk';
import { useEffect, useRef } from 'react';
import type { Sandbox } from '../../src/sandbox';

interface HandWrittenProps {
  provider: Sandbox['providerProps'];
  prompt: string;
}

export function HandWritten(props: HandWrittenProps) {
  return <ByHand {...props} isParallel={false} />;
}

/** The camera and the token are requested at once: the fastest that the SDK allows if permission is asked. */
export function Parallel(props: HandWrittenProps) {
  return <ByHand {...props} isParallel />;
}

function ByHand({ provider, prompt, isParallel }: HandWrittenProps & { isParallel: boolean }) {
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    let closed = false;
    let session: RealTimeClient | undefined;
    async function connect() {
      const model = models.realtime('lucy-2.5');
      const { getToken, ...options } = provider;
      const token = isParallel ? getToken() : undefined;
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { width: model.width, height: model.height, frameRate: 30 },
      });
      const { apiKey } = await (token ?? getToken());
      const client = createDecartClient({ ...options, apiKey });
      session = await client.realtime.connect(stream, {
        model,
        initialState: { prompt: { text: prompt, enhance: true } },
        onRemoteStream(remote) {
          if (video.current) video.current.srcObject = remote;
        },
      });
      if (closed) session.disconnect();
    }
    void connect();
    return () => {
      closed = true;
      session?.disconnect();
    };
  }, [provider, prompt, isParallel]);

  return <video ref={video} autoPlay playsInline muted />;
}
