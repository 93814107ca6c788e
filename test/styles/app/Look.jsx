'use client';
// Everything that has a look, in the narrowest layout that starters have: a centered flex column.
import { DecartProvider, ImageEditor, RealtimeControls, RealtimeVideo, VideoEditor } from 'decart-react';
import { StartStopButton } from 'decart-react/parts';
import { createSandbox } from 'decart-react/sandbox';

const sandbox = createSandbox();
const presets = ['oil painting', 'film noir'];

/** React sets no attribute of that name: what is there says that the page is hydrated. */
const markReady = (main) => main?.setAttribute('data-ready', '');

export function Look() {
  return (
    <DecartProvider {...sandbox.providerProps}>
      <main ref={markReady} style={{ width: '100%', maxWidth: 760, margin: '0 auto' }}>
        <RealtimeVideo
          model="lucy-2.5"
          prompt="oil painting"
          className="rounded-none"
          controls={<RealtimeControls presets={presets} limitSeconds={60} />}
        >
          <StartStopButton asChild>
            <button type="button" className="own" />
          </StartStopButton>
        </RealtimeVideo>
        <ImageEditor reference />
        <VideoEditor />
      </main>
    </DecartProvider>
  );
}
