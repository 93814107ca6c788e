import type { Plugin } from 'vite';

/** Every source file of the sheets. */
export function styleFiles(): string[];
/** The text of `styles.css` and of `styles.layer.css`. */
export function makeStyles(): { plain: string; layer: string };
/** Serves the sheet that users get instead of its source. */
export function decartStyles(): Plugin;
