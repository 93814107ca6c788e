import type { Meta, StoryObj } from '@storybook/react-vite';
import { useEffect, useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import type { VideoInput } from '../../src/media/mediaInput';
import { averageColor, distance } from '../../test/support/pixels';
import { isLive, outputOf } from '../support/live';
import { samplePicture, sampleVideo } from '../support/samples';

interface PlayerProps {
  openInput(): Promise<VideoInput>;
}

function Player({ openInput }: PlayerProps) {
  const [input, setInput] = useState<VideoInput | null>(null);
  useEffect(() => {
    let isWanted = true;
    void openInput().then((opened) => isWanted && setInput(opened));
    return () => {
      isWanted = false;
    };
  }, [openInput]);
  return input && <RealtimeVideo model="lucy-2.5" autoStart input={input} controls={false} />;
}

/** Every input besides a camera, a stream and a screen. */
const meta = {
  title: 'World/Inputs',
  component: Player,
  tags: ['world', '!dev', '!autodocs'],
  async play({ canvasElement }) {
    await isLive(canvasElement);
    const black = { r: 0, g: 0, b: 0 };
    await waitFor(() => expect(distance(averageColor(outputOf(canvasElement)), black)).toBeGreaterThan(60));
  },
} satisfies Meta<typeof Player>;

export default meta;
type Story = StoryObj<typeof meta>;

async function drawnCanvas(): Promise<HTMLCanvasElement> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  context.fillStyle = 'orange';
  context.fillRect(0, 0, 320, 180);
  return canvas;
}

async function playedVideo(): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, loop: true, src: URL.createObjectURL(await sampleVideo()) });
  await video.play();
  return video;
}

export const Canvas: Story = { args: { openInput: drawnCanvas } };

export const Video: Story = { args: { openInput: playedVideo } };

// At its end it goes black.
export const VideoFile: Story = { args: { openInput: () => sampleVideo(6000) } };

export const ImageFile: Story = { args: { openInput: samplePicture } };
