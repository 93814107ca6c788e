import { DecartProvider, RealtimeVideo } from 'decart-react';
import { PromptBox } from 'decart-react/parts';
import { createSandbox } from 'decart-react/sandbox';
import 'decart-react/styles.css';
import { testPicture } from './testPicture';

const sandbox = createSandbox();
// The sandbox refuses such a prompt, as Decart's moderation might.
sandbox.rejectPrompts(/forbidden/);

const STYLES = ['anime', 'film noir', 'pencil sketch', 'something forbidden'];

export default function Styles() {
  return (
    <DecartProvider {...sandbox.providerProps}>
      <RealtimeVideo model="lucy-2.5" input={testPicture} controls={<PromptBox presets={STYLES} />} />
    </DecartProvider>
  );
}
