import type { Look } from './looks';

/** A look, and the words in a prompt that select it. */
export interface CatalogEntry {
  words: RegExp;
  look: Look;
}

const plain: Omit<Look, 'name'> = {
  palette: null,
  strength: 0,
  levels: 0,
  edges: 0,
  edgeColor: '#000000',
  scale: 1,
  texture: 'none',
  textureSize: 0,
  imageTint: 0.35,
};

/** Shown without a prompt: the unchanged input. */
export const PASSTHROUGH: Look = { ...plain, name: 'passthrough' };

/** Shown if only a reference image was sent. */
export const REFERENCE: Look = { ...plain, name: 'reference', imageTint: 0.5 };

function entry(name: string, words: RegExp, look: Partial<Look>): CatalogEntry {
  return { words, look: { ...plain, scale: 0.5, strength: 1, ...look, name } };
}

export const CATALOG: readonly CatalogEntry[] = [
  entry('oil painting', /\b(oil|paint\w*|van gogh|impressionis\w*|canvas|brush\w*)\b/i, {
    palette: ['#2b1608', '#7a3f14', '#c9822c', '#f4dfa0'],
    strength: 0.6,
    texture: 'strokes',
    textureSize: 8,
  }),
  entry('watercolor', /\b(water ?colou?rs?|aquarelle|pastel)\b/i, {
    palette: ['#7f96c4', '#b9c4ea', '#e3e4fb', '#ffffff'],
    strength: 0.75,
    texture: 'strokes',
    textureSize: 12,
  }),
  entry('anime', /\b(anime|manga|cartoon|ghibli|pixar|animated)\b/i, {
    palette: ['#5b2a6e', '#e0559f', '#ff9ecb', '#fff0f6'],
    strength: 0.7,
    levels: 5,
    edges: 5,
    edgeColor: '#2a1030',
  }),
  entry('neon', /\b(neon|cyber ?punk|blade ?runner|synth ?wave|tokyo|futuristic)\b/i, {
    palette: ['#05010f', '#2a0a6e', '#8a18e0', '#ff3df0'],
    edges: 6,
    edgeColor: '#2bf6ff',
  }),
  entry('noir', /\b(noir|black[ -]and[ -]white|monochrome|b&w|detective|film grain)\b/i, {
    palette: ['#000000', '#1c1c1c', '#8c8c8c', '#ffffff'],
  }),
  entry('golden hour', /\b(golden|gold|sunset|sunrise|autumn|desert|egypt\w*)\b/i, {
    palette: ['#3a1400', '#b85a00', '#ffa31a', '#fff0b0'],
    strength: 0.9,
  }),
  entry('pixel art', /\b(pixel\w*|8[ -]?bit|retro game|game ?boy|minecraft|lego)\b/i, {
    palette: ['#0f380f', '#306230', '#8bac0f', '#9bbc0f'],
    levels: 7,
    scale: 0.25,
    texture: 'blocks',
    textureSize: 2,
  }),
  entry('thermal', /\b(thermal|heat|infra ?red|predator|fire|lava|volcano)\b/i, {
    palette: ['#06003a', '#a0006e', '#ff2a1a', '#ffe14a'],
  }),
  entry('comic', /\b(comics?|pop ?art|half ?tone|newspaper|lichtenstein|warhol)\b/i, {
    palette: ['#1b2a8f', '#fff04a'],
    edges: 5,
    edgeColor: '#0a0a20',
    texture: 'dots',
    textureSize: 6,
  }),
  entry('ice', /\b(ice|icy|frozen|frost\w*|winter|snow\w*|arctic)\b/i, {
    palette: ['#06264f', '#2f7fd0', '#9fdcff', '#f4fdff'],
    strength: 0.9,
  }),
  entry('sketch', /\b(sketch\w*|pencil|drawing|charcoal|line art)\b/i, {
    palette: ['#d8d4cc', '#f2efe8', '#ffffff'],
    edges: 9,
    edgeColor: '#20202a',
  }),
  entry('underwater', /\b(underwater|ocean|sea|mermaid|aquarium|reef)\b/i, {
    palette: ['#001f24', '#006a70', '#19b8a6', '#b8fff0'],
    strength: 0.9,
  }),
  entry('forest', /\b(forest|jungle|garden|moss\w*|nature|elf|elven|fairy)\b/i, {
    palette: ['#071a05', '#1f5c17', '#5fa83a', '#e4f7b8'],
    strength: 0.9,
    texture: 'strokes',
    textureSize: 8,
  }),
  entry('vintage', /\b(vintage|sepia|old photo\w*|19\d0s|western|daguerreotype)\b/i, {
    palette: ['#24180e', '#6b4d33', '#b89a75', '#f0e2c8'],
  }),
];
