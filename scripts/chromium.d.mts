/** The path of a usable Chromium: `CHROMIUM_PATH`, else Playwright's own, else the system's; or undefined. */
export function findChromium(): string | undefined;
/** Flags with which real WebRTC, fake cameras and decoded frames work headless, as root, with no network. */
export function chromiumArgs(framesPerSecond: number): string[];
/** The same, with the frame rate that Chromium's fake camera has by default. */
export const CHROMIUM_ARGS: string[];
