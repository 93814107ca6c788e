/** The path of a usable Chromium: `CHROMIUM_PATH`, else Playwright's own, else the system's; or undefined. */
export function findChromium(): string | undefined;
/** Flags with which real WebRTC, fake cameras and decoded frames work headless, as root, with no network. */
export const CHROMIUM_ARGS: string[];
