// Real keys: the tab stops of what an app mounts in one piece.
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { UsageMeter } from '../../src/components/controls/UsageMeter';
import { ImageEditor } from '../../src/components/ImageEditor';
import { RealtimeControls } from '../../src/components/RealtimeControls';
import { VideoEditor } from '../../src/components/VideoEditor';
import { BACK, stopsTo } from '../support/keyboard';
import { onCamera, renderBetween } from './renderBetween';

const STOPS: Record<string, [part: ReactNode, stops: string[]]> = {
  'a player': [onCamera(true), ['Start', 'Full screen']],
  'a player with every control': [
    onCamera(<RealtimeControls presets={['ice', 'noir']} />),
    [
      'Start',
      'Choose a reference image',
      'Prompt = ',
      'Apply',
      'ice',
      'noir',
      'Camera = Camera',
      'Share your screen, unavailable',
      'Microphone = Microphone off',
      'Mirror',
      'Before and after, unavailable',
      'Take a photo, unavailable',
      'Record, unavailable',
      'Checking connection…',
      'Statistics',
      'Mute, pressed',
      'Volume = 0%',
      'Picture in picture, unavailable',
      'Full screen',
    ],
  ],
  'an editor': [
    <ImageEditor key="" reference />,
    [
      'Choose an image, or drop one here',
      'What should change?',
      'Add a reference image',
      'Edit, unavailable',
    ],
  ],
  'a video editor': [
    <VideoEditor key="" reference />,
    ['Choose a video, or drop one here', 'What should change?', 'Add a reference image', 'Edit, unavailable'],
  ],
  // Only text.
  'the usage': [<UsageMeter key="" pricePerSecond={0.02} currency="EUR" />, []],
};

it.each(Object.entries(STOPS))(
  'the keyboard gets to everything in %s, in order, and out again',
  async (_, [part, stops]) => {
    await renderBetween(part);
    // Until the cameras are known, the picker is unavailable.
    await expect.poll(() => document.querySelector('select[aria-disabled]')).toBeNull();
    expect(await stopsTo('After', '{Tab}')).toEqual(stops);
    expect(await stopsTo('Before', BACK)).toEqual(stops.toReversed());
  },
);
