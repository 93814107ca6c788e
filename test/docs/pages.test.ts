import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(path, 'utf8');
const stories = readdirSync('stories', { recursive: true, encoding: 'utf8' }).map(
  (path) => `stories/${path}`,
);
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

/** The exports of an entry, read from its file: the library isn't loaded. */
function exportsOf(path: string) {
  const values: string[] = [];
  const types: string[] = [];
  for (const [, isTypes, list = ''] of read(path).matchAll(/^export( type)? \{(.*?)\}/gms)) {
    for (const item of list.split(',').map((text) => text.trim())) {
      if (item === '') continue;
      if (isTypes || item.startsWith('type ')) types.push(item.replace(/^type /, ''));
      else values.push(item);
    }
  }
  return { values, types };
}

/** The documented exports: pages by their blocks, stories by their components. */
function documented(): string[] {
  const inPages = stories
    .filter((path) => path.endsWith('.mdx'))
    .flatMap((page) => matches(read(page), /<Api(?:Docs|Section|Text) of="(\w+)"/g));
  const inStories = stories
    .filter((path) => path.endsWith('.stories.tsx'))
    .map(read)
    .filter((story) => !story.includes("'!autodocs'"))
    .flatMap((story) => [
      ...matches(story, /^ {2}component: (\w+)/gm),
      ...matches(story, /^ {2}subcomponents: \{ (.*?) \}/gm).flatMap((list) => list.split(', ')),
    ])
    // A story may be about its own component.
    .filter((name) => entries.some(({ values }) => values.includes(name)));
  return [...inPages, ...inStories];
}

const entries = [
  'src/index.ts',
  'src/parts.ts',
  'src/server/index.ts',
  'src/server/redis/index.ts',
  'src/sandbox/index.ts',
  'src/testing/index.ts',
].map(exportsOf);

it('finds exports to check', () => {
  for (const { values, types } of entries) {
    expect(values).not.toEqual([]);
    expect(types).not.toEqual([]);
  }
});

it('has a page, or a part of one, for each component, hook, function and class', () => {
  const pages = new Set(documented());
  const missing = entries.flatMap(({ values }) => values).filter((name) => !pages.has(name));
  expect(missing).toEqual([]);
});

it('documents nothing that cannot be imported, and nothing twice', () => {
  const names = documented();
  const exported = new Set(entries.flatMap(({ values, types }) => [...values, ...types]));
  expect(names.filter((name) => !exported.has(name))).toEqual([]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
