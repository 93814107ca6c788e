// Builds the package's two sheets from the one in src. In both, every selector has the specificity of two elements: any
// class of an app wins, but no reset does. `:where()` removes a selector's specificity, and `:not(_ _)`, which matches
// everything, adds that of two elements.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import postcss from 'postcss';
import selectorParser from 'postcss-selector-parser';

const SOURCE = 'src/styles.css';
const WEIGHT = ':not(_ _)';

/** The files that a sheet is made of. @param {string} path */
const partsOf = (path) =>
  [...readFileSync(path, 'utf8').matchAll(/@import "(.+)";/g)].map(([, part]) => join(dirname(path), part));

/** Splits a selector into the part for `:where()` and its pseudo-element, which `:where()` can't match. */
function split(selector) {
  const text = selector.toString().trim();
  const pseudo = selector.nodes.find((node) => selectorParser.isPseudoElement(node));
  const at = pseudo ? text.lastIndexOf(pseudo.toString().trim()) : text.length;
  return { element: text.slice(0, at), pseudo: text.slice(at) };
}

/** @param {string} selectors */
function flatten(selectors) {
  const list = selectorParser().astSync(selectors, { lossless: false }).nodes.map(split);
  if (list.every(({ pseudo }) => pseudo === '')) {
    return `:where(${list.map(({ element }) => element).join(', ')})${WEIGHT}`;
  }
  return list.map(({ element, pseudo }) => `:where(${element})${WEIGHT}${pseudo}`).join(',\n');
}

/** @type {import('postcss').Plugin} */
const flattenAll = {
  postcssPlugin: 'flatten',
  Rule(rule) {
    const { parent } = rule;
    const isKeyframe = parent?.type === 'atrule' && Reflect.get(parent, 'name') === 'keyframes';
    if (isKeyframe || rule.selector.includes(WEIGHT)) return;
    rule.selector = flatten(rule.selector);
  },
};

/** Every source file of the sheets, for watch mode. */
export const styleFiles = () => [SOURCE, ...partsOf(SOURCE)];

/** `styles.css` and `styles.layer.css`. */
export function makeStyles() {
  const parts = partsOf(SOURCE).map(
    (path) => postcss([flattenAll]).process(readFileSync(path, 'utf8'), { from: path }).css,
  );
  const plain = `/* The look of decart-react's components. Any class of yours wins over it. */\n${parts.join('\n')}`;
  const layer = `/* The same as styles.css, in a cascade layer: for Tailwind 4, and for apps with layers of their own. */
@layer decart {
${plain}}\n`;
  return { plain, layer };
}

/** Serves the sheet that users get instead of its source. @returns {import('vite').Plugin} */
export function decartStyles() {
  return {
    name: 'decart-styles',
    enforce: 'pre',
    load(id) {
      const [path = ''] = id.split('?');
      if (!path.replaceAll('\\', '/').endsWith(`/${SOURCE}`)) return undefined;
      for (const file of styleFiles()) this.addWatchFile(file);
      return makeStyles().plain;
    },
  };
}
