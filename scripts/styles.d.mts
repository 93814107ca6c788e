import type { Plugin } from 'vite';

/** Every file that the sheets are made of. */
export function styleFiles(): string[];
/** The text of `styles.css` and of `styles.layer.css`. */
export function makeStyles(): { plain: string; layer: string };
/** Gives Vite the sheet that users get, in place of its source. */
export function decartStyles(): Plugin;
