import type { Decorator } from '@storybook/react-vite';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';

/** Puts a part where it belongs: in the bar of a live session. */
export const inSession: Decorator = (Story) => (
  <RealtimeVideo model="lucy-2.5" prompt="oil painting" autoStart controls={<Story />} />
);

/** The same for a part that lies over the picture. */
export const overPicture: Decorator = (Story) => (
  <RealtimeVideo model="lucy-2.5" prompt="oil painting" autoStart controls={false} preview={false}>
    <Story />
  </RealtimeVideo>
);
