import type { Prompt, Update } from './update';

/** The fields of `to` that `from` lacks or that differ. */
export function differenceOf(from: Update, to: Update): Update {
  const change: Update = {};
  if (to.image !== undefined && to.image !== from.image) change.image = to.image;
  if (to.prompt && !isSamePrompt(to.prompt, from.prompt)) change.prompt = to.prompt;
  return change;
}

function isSamePrompt(a: Prompt, b: Prompt | undefined): boolean {
  return a.text === b?.text && a.enhance === b.enhance;
}
