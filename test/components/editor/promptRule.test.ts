import { models } from '@decartai/sdk';
import { expect, it } from 'vitest';
import { promptRuleOf } from '../../../src/components/editor/promptRule';

const data = new Blob();

it('agrees with the SDK’s own schemas', () => {
  const image = ['lucy-image-2', 'lucy-image-latest', 'lucy-pro-i2i'] as const;
  const video = [
    'lucy-clip',
    'lucy-2.1',
    'lucy-2.5',
    'lucy-vton-2',
    'lucy-vton-3',
    'lucy-vton-3.5',
    'lucy-restyle-2',
    'lucy-latest',
    'lucy-vton-latest',
    'lucy-restyle-latest',
    'lucy-clip-latest',
    'lucy-2.1-vton-2',
    'lucy-pro-v2v',
    'lucy-restyle-v2v',
  ] as const;
  for (const model of [
    ...image.map((name) => models.image(name)),
    ...video.map((name) => models.video(name)),
  ]) {
    const accepts = (inputs: object) => model.inputSchema.safeParse(inputs).success;
    const { name } = model;
    expect([name, promptRuleOf(name, false) === 'optional']).toEqual([name, accepts({ prompt: '', data })]);
    expect([name, promptRuleOf(name, true) === 'none']).toEqual([
      name,
      accepts({ data, reference_image: data }) && !accepts({ prompt: 'x', data, reference_image: data }),
    ]);
  }
});
