import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { RealtimeControls } from '../../src/components/RealtimeControls';
import { RealtimeVideo } from '../../src/components/RealtimeVideo';
import { de } from '../../src/locales/de';
import { es } from '../../src/locales/es';
import { fr } from '../../src/locales/fr';
import { ja } from '../../src/locales/ja';

const LANGUAGES = { de, es, fr, ja };

interface Args {
  language: keyof typeof LANGUAGES;
}

function Translated({ language }: Args) {
  return (
    <div lang={language}>
      <RealtimeVideo model="lucy-2.5" labels={LANGUAGES[language]} controls={<RealtimeControls />} />
    </div>
  );
}

const meta = {
  title: 'Components/Languages',
  component: Translated,
  tags: ['!autodocs'],
  argTypes: { language: { control: 'inline-radio', options: Object.keys(LANGUAGES) } },
  async play({ args, canvas }) {
    const { start, promptPlaceholder } = LANGUAGES[args.language];
    await expect(await canvas.findByRole('button', { name: start })).toBeVisible();
    await expect(await canvas.findByPlaceholderText(promptPlaceholder)).toBeVisible();
  },
} satisfies Meta<typeof Translated>;

export default meta;

export const German: StoryObj<typeof meta> = { args: { language: 'de' } };
export const Spanish: StoryObj<typeof meta> = { args: { language: 'es' } };
export const French: StoryObj<typeof meta> = { args: { language: 'fr' } };
export const Japanese: StoryObj<typeof meta> = { args: { language: 'ja' } };
