// How a session tells the elements that show its stream, before the tracks end, that the picture is about to be lost: a
// playing <video> turns black with its track, a paused one keeps its last frame.

/** Dispatched on the stream before its tracks end. */
export const HOLD_EVENT = 'decarthold';
/** Dispatched on the stream when it has live tracks again. */
export const RESUME_EVENT = 'decartresume';
