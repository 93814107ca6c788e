// Real keys, part by part: what each key does, and where the focus is afterwards.
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BeforeAfterButton } from '../../src/components/controls/BeforeAfterButton';
import { CameraPicker } from '../../src/components/controls/CameraPicker';
import { MicrophonePicker } from '../../src/components/controls/MicrophonePicker';
import { MirrorSwitch } from '../../src/components/controls/MirrorSwitch';
import { QualityIndicator } from '../../src/components/controls/QualityIndicator';
import { RecordButton } from '../../src/components/controls/RecordButton';
import { ReferenceImage } from '../../src/components/controls/ReferenceImage';
import { ShareButton } from '../../src/components/controls/ShareButton';
import { SnapshotButton } from '../../src/components/controls/SnapshotButton';
import { StatsButton } from '../../src/components/controls/StatsButton';
import { VolumeControl } from '../../src/components/controls/VolumeControl';
import { ImageComparison } from '../../src/components/editor/ImageComparison';
import { PromptBox } from '../../src/components/prompt/PromptBox';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { ReadyCheck } from '../../src/components/ready/ReadyCheck';
import type { TestSession } from '../../src/testing';
import { BACK, focused } from '../support/keyboard';
import { pretendSheet } from '../support/shareSheet';
import { onCamera, renderBetween } from './renderBetween';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAP8AAP8AACwAAAAAAQABAAACAkQBADs=';

const inBar = (part: ReactNode) => <RealtimeVideo model="lucy-2.5" input={null} controls={part} />;

/** The pressed key or the event, and the focused element after it. */
type Step = [keys: string | ((session: TestSession) => Promise<unknown>), focus: string];

const live = (session: TestSession) => session.goLive();
const microphonesKnown = () =>
  expect.element(page.getByRole('option', { name: 'Fake Audio Input 2' })).toBeInTheDocument();
/** It is loaded with the session. */
const previewShown = () => expect.element(page.getByRole('button', { name: 'Hide camera' })).toBeVisible();
/** The press loads it. */
const sliderShown = () => expect.element(page.getByRole('slider', { name: 'Compare' })).toBeVisible();

let closeSheet = async () => {};
const openSheet = async () =>
  pretendSheet(
    () =>
      new Promise<void>((resolve) => {
        closeSheet = async () => resolve();
      }),
  );

const KEYS: Record<string, [part: ReactNode, steps: Step[]]> = {
  'start and stop': [
    inBar(null),
    [
      ['{Tab}', 'Start'],
      ['{Enter}', 'Stop'],
      [live, 'Stop'],
      // Holding a key down is one press.
      ['{Enter>2/}', 'Start'],
      [' ', 'Stop'],
      [(session) => session.queue(2, 5), 'Stop'],
      [live, 'Stop'],
      [(session) => session.lose(), 'Stop'],
      [live, 'Stop'],
      [(session) => session.end(), 'Start again'],
      ['{Enter}', 'Stop'],
      [(session) => session.fail('UNKNOWN'), 'Try again'],
      ['{Enter}', 'Stop'],
    ],
  ],
  PromptBox: [
    inBar(<PromptBox presets={['ice', 'noir']} />),
    [
      ['{Tab}{Tab}', 'Prompt = '],
      ['fog{Enter}', 'Prompt = fog'],
      ['{Home}s{End}y', 'Prompt = sfogy'],
      ['{Tab}', 'Apply'],
      [' ', 'Apply'],
      ['{Tab}', 'ice'],
      [' ', 'ice, current'],
      ['{Tab}', 'noir'],
      ['{Enter}', 'noir, current'],
      [BACK, 'ice'],
    ],
  ],
  CameraPicker: [
    inBar(<CameraPicker />),
    [
      ['{Tab}{Tab}', 'Camera = Camera'],
      ['{End}', 'Camera = fake_device_2'],
      ['{ArrowUp}', 'Camera = fake_device_1'],
      ['{Home}', 'Camera = fake_device_0'],
    ],
  ],
  MicrophonePicker: [
    inBar(<MicrophonePicker />),
    [
      ['{Tab}{Tab}', 'Microphone = Microphone off'],
      [microphonesKnown, 'Microphone = Microphone off'],
      ['{ArrowDown}', 'Microphone = Fake Default Audio Input'],
      ['{ArrowUp}', 'Microphone = Microphone off'],
    ],
  ],
  MirrorSwitch: [
    inBar(<MirrorSwitch />),
    [
      ['{Tab}{Tab}', 'Mirror'],
      [' ', 'Mirror, on'],
      ['{Enter}', 'Mirror'],
    ],
  ],
  VolumeControl: [
    inBar(<VolumeControl />),
    [
      ['{Tab}{Tab}', 'Mute, pressed'],
      [' ', 'Mute'],
      ['{Enter}', 'Mute, pressed'],
      ['{Tab}', 'Volume = 0%'],
      ['{ArrowUp}', 'Volume = 5%'],
      ['{End}', 'Volume = 100%'],
      ['{ArrowLeft}', 'Volume = 95%'],
      ['{Home}', 'Volume = 0%'],
      [BACK, 'Mute, pressed'],
    ],
  ],
  QualityIndicator: [
    inBar(<QualityIndicator />),
    [
      ['{Tab}{Tab}', 'Checking connection…'],
      ['{Enter}', 'Checking connection…, open'],
      ['{Escape}', 'Checking connection…'],
      [' ', 'Checking connection…, open'],
      [' ', 'Checking connection…'],
    ],
  ],
  StatsButton: [
    inBar(<StatsButton />),
    [
      ['{Tab}{Tab}', 'Statistics'],
      [' ', 'Statistics, pressed'],
      ['{Enter}', 'Statistics'],
    ],
  ],
  RecordButton: [
    inBar(<RecordButton />),
    [
      ['{Tab}{Enter}{Tab}', 'Record'],
      [live, 'Record'],
      ['{Enter}', 'Record, pressed'],
      [' ', 'Record'],
      [(session) => session.end(), 'Record, unavailable'],
      ['{Enter}', 'Record, unavailable'],
    ],
  ],
  SnapshotButton: [
    inBar(<SnapshotButton />),
    [
      ['{Tab}{Tab}', 'Take a photo, unavailable'],
      ['{Enter}', 'Take a photo, unavailable'],
    ],
  ],
  'ShareButton without a file': [
    inBar(<ShareButton files={null} />),
    [
      ['{Tab}{Tab}', 'Share, unavailable'],
      [' ', 'Share, unavailable'],
    ],
  ],
  'ShareButton with a file': [
    inBar(<ShareButton files={new Blob(['x'], { type: 'image/png' })} />),
    [
      ['{Tab}{Tab}', 'Share'],
      [openSheet, 'Share'],
      ['{Enter}', 'Share, unavailable'],
      // The sheet is open.
      [' ', 'Share, unavailable'],
      [() => closeSheet(), 'Share'],
      [' ', 'Share, unavailable'],
      [() => closeSheet(), 'Share'],
    ],
  ],
  BeforeAfterButton: [
    onCamera(<BeforeAfterButton />),
    [
      ['{Tab}{Enter}', 'Stop'],
      [live, 'Stop'],
      ['{Tab}', 'Before and after'],
      [' ', 'Before and after, pressed'],
      [sliderShown, 'Before and after, pressed'],
      [BACK, 'Compare before and after = 50% edited'],
      ['{ArrowRight}', 'Compare before and after = 49% edited'],
      ['{Home}', 'Compare before and after = 100% edited'],
      ['{End}', 'Compare before and after = 0% edited'],
    ],
  ],
  ImageComparison: [
    <ImageComparison key="" before={PIXEL} after={PIXEL} />,
    [
      ['{Tab}', 'Compare before and after = 50% edited'],
      ['{ArrowLeft}', 'Compare before and after = 51% edited'],
      ['{End}', 'Compare before and after = 0% edited'],
    ],
  ],
  ReferenceImage: [
    inBar(<ReferenceImage defaultValue={PIXEL} />),
    [
      ['{Tab}{Tab}', 'Choose a reference image'],
      ['{Tab}', 'Remove the reference image'],
      ['{Enter}', 'Choose a reference image'],
      ['{Tab}', 'After'],
    ],
  ],
  InputPreview: [
    onCamera(null),
    [
      ['{Tab}{Enter}', 'Stop'],
      [live, 'Stop'],
      [previewShown, 'Stop'],
      [BACK, 'Hide camera'],
      [' ', 'Show camera'],
      ['{Enter}', 'Hide camera'],
      [BACK, 'Move camera preview'],
      ['{Enter}', 'Move camera preview'],
    ],
  ],
  ReadyCheck: [
    <ReadyCheck key="" checks={['camera']} />,
    [
      ['{Tab}', 'Check my setup'],
      ['{Enter}', 'Check again'],
      [' ', 'Check again'],
    ],
  ],
};

it.each(Object.entries(KEYS))(
  '%s: each key does what it does elsewhere, and the focus stays',
  async (_, [part, steps]) => {
    const { session } = await renderBetween(part);
    for (const [keys, focus] of steps) {
      if (typeof keys === 'string') await userEvent.keyboard(keys);
      else await keys(session);
      await expect.poll(focused, { message: `after ${keys}` }).toBe(focus);
    }
  },
);
