// Tells the elements that show a session's stream that the picture is about to be lost, before the tracks end: a playing
// <video> turns black with its track, a paused one keeps its last frame.

/** Dispatched on the stream before its tracks end. */
export const HOLD_EVENT = 'decarthold';
/** Dispatched on the stream when it has live tracks again. */
export const RESUME_EVENT = 'decartresume';
