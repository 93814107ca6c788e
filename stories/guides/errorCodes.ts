import type { DecartErrorCode } from '../../src/errors/codes';

/** What each code means, and what to do. Complete by its type. */
export const ERROR_ADVICE: Record<DecartErrorCode, [means: string, todo: string]> = {
  UNAUTHORIZED: [
    'Decart refused the key or token, also a fresh one.',
    'Check the key on the server, and that the token route answers what Decart sent.',
  ],
  TOKEN_FETCH_FAILED: [
    '`getToken` threw, or your route did not answer 2xx.',
    'The message names the route and its status: 401 is your own sign-in; 403 that, or an origin that the token handler does not know (its log says which); 404 and 405 the address or the method; 5xx is in the server’s log.',
  ],
  TOKEN_INVALID: [
    'What `getToken` returned is no token, or your route answered a page.',
    'Return Decart’s answer as it is: `{ apiKey, expiresAt }`. A page means that there is no route at that address, or a sign-in in front of it.',
  ],
  PERMANENT_KEY_IN_BROWSER: [
    '`getToken` returned a permanent key.',
    'Exchange it for a client token on the server; revoke the key if it was ever public.',
  ],
  REALTIME_NEEDS_TOKEN: ['There is only a `proxy`.', 'Give the provider a `getToken` as well.'],
  CAMERA_DENIED: [
    'The person or the browser refused the camera.',
    'Show how to allow it in the browser’s site settings.',
  ],
  CAMERA_DENIED_BY_POLICY: [
    'The page around the frame, or a header, forbids the camera.',
    'Add `allow="camera; microphone"` to the `<iframe>`, or allow it in the header `Permissions-Policy`.',
  ],
  CAMERA_DENIED_BY_SYSTEM: [
    'The operating system blocks the camera for this browser.',
    'Show how to allow it in the privacy settings of the system.',
  ],
  CAMERA_DISMISSED: ['The prompt was closed without an answer.', 'Offer to try again.'],
  CAMERA_NOT_FOUND: [
    'There is no camera that fits the constraints.',
    'Use `ideal` instead of `exact`, or give a `MediaStream` as `input`.',
  ],
  CAMERA_IN_USE: ['Another application or tab holds the camera.', 'Close it, then try again.'],
  CAMERA_LOST: [
    'The camera was unplugged and no other opened. The session continues, and sends black.',
    'Nothing: it is opened again when it is back.',
  ],
  CAMERA_REPLACED: [
    'The camera that a person chose is gone, so another one is used. The session continues.',
    'Offer to choose one.',
  ],
  CAMERA_NO_FRAMES: [
    'The camera opened, and gave no video for 10 seconds. The session ends.',
    'Ask to open its cover, to start the application of a virtual camera, or to choose another.',
  ],
  MICROPHONE_DENIED: ['The microphone was refused.', 'As with the camera; or continue without it.'],
  MICROPHONE_DENIED_BY_POLICY: [
    'The page around the frame, or a header, forbids the microphone.',
    'As with the camera.',
  ],
  MICROPHONE_DENIED_BY_SYSTEM: [
    'The operating system blocks the microphone for this browser.',
    'As with the camera.',
  ],
  MICROPHONE_DISMISSED: ['The prompt was closed without an answer.', 'Offer to try again.'],
  MICROPHONE_REPLACED: [
    'The microphone that a person chose is gone, so another one is used. The session continues.',
    'Offer to choose one.',
  ],
  MICROPHONE_UNSUPPORTED: [
    'This browser can’t process the sound of this microphone. The session continues without it.',
    'Offer to choose another microphone.',
  ],
  MICROPHONE_NOT_FOUND: ['There is no microphone that fits.', 'Go on without sound.'],
  MICROPHONE_IN_USE: [
    'Another application holds the microphone, or took it meanwhile: then the session goes on.',
    'Close it, then try again.',
  ],
  MODEL_NOT_ALLOWED: ['The token’s `allowedModels` do not include the model.', 'Add it in the token route.'],
  MODEL_NOT_FOUND: ['There is no such model.', 'Use a name that the SDK lists.'],
  RATE_LIMITED: ['Too many requests.', 'Wait for the time that the answer names, then try again.'],
  CONCURRENCY_LIMIT: [
    'Your account’s concurrent sessions are used up.',
    'Wait until one ends, or raise the limit.',
  ],
  CONNECT_TIMEOUT: [
    'No picture within `connectTimeout`.',
    'Look at the network: `useConnectivityCheck` says whether WebRTC gets through.',
  ],
  CONNECTION_LOST: ['The connection was lost, and could not be taken up again.', 'Offer to start again.'],
  PROMPT_REJECTED: [
    'Moderation refused the prompt or image. The style before it goes on.',
    'Ask for another one; the reason is in the message.',
  ],
  SCREEN_DENIED: [
    'No screen was shared: the dialog was cancelled, it was not asked for in a click, or the page or the system forbids it.',
    'Ask again from a click; the message says which it was.',
  ],
  ORIGIN_NOT_ALLOWED: [
    "The token may not be used by this page's origin.",
    'Add the origin to `allowedOrigins` where you make the token.',
  ],
  NOT_ALLOWED: ['Your token route refused this user (403).', 'Show `error.detail`, which is what it said.'],
  PAYMENT_REQUIRED: [
    'Your token route wants a payment first (402).',
    'Show a way to pay; `error.detail` is what it said.',
  ],
  INSUFFICIENT_CREDITS: ['Your Decart account has no credits left.', 'Add credits in the Decart console.'],
  AT_CAPACITY: [
    'Decart had no capacity for as long as `capacityTimeout`.',
    'Try again in a few minutes, or wait for longer.',
  ],
  POLICY_VIOLATION: [
    'Decart ended the session because the prompt or image violates its policy.',
    'Use another prompt or image. The refused one is not sent again.',
  ],
  FRAME_TIMING_UNSUPPORTED: [
    'The publisher measures frame timing, which viewers of this SDK version see as black.',
    'Publish without `debugQuality`.',
  ],
  JOB_FAILED: ['Decart could not finish a video.', 'Submit it again, or another input.'],
  ABORTED: ['You stopped it, or something newer took its place.', 'Nothing.'],
  UNSUPPORTED_BROWSER: [
    'No secure context, no WebRTC, or no recording.',
    'Serve the page over https; use a current browser.',
  ],
  INVALID_OPTIONS: [
    'Options contradict each other, or a component is outside of what it belongs into.',
    'The message names it.',
  ],
  INVALID_INPUT: ['An input is empty, malformed or missing.', 'The message names it.'],
  INVALID_API_KEY: ['There is no key.', 'Check `DECART_API_KEY` on the server.'],
  INVALID_BASE_URL: ['`baseUrl` is no URL.', 'Write it with its protocol.'],
  PROCESSING_ERROR: [
    'An image could not be made.',
    'The status and message say why; 5xx may be tried again.',
  ],
  QUEUE_SUBMIT_ERROR: ['A video job was not accepted.', 'The status and message say why.'],
  QUEUE_STATUS_ERROR: ['A job’s status could not be read.', 'Pick it up again with `useJob`.'],
  QUEUE_RESULT_ERROR: ['A finished video could not be fetched.', 'Pick it up again with `useJob`.'],
  JOB_NOT_COMPLETED: ['The result was asked for too early.', 'Wait for the status `completed`.'],
  FILES_UPLOAD_ERROR: ['A file was not accepted.', 'Check its type and size.'],
  FILES_GET_ERROR: ['A file’s data could not be read.', 'It may have expired: upload it again.'],
  FILES_DELETE_ERROR: ['A file was not deleted.', 'It may be gone already.'],
  TOKEN_CREATE_ERROR: [
    'The server could not get a token from Decart.',
    'Check the key, and the options of the token.',
  ],
  LIVEKIT_INITIALIZATION_ERROR: [
    'The realtime code could not be loaded.',
    'Usually a stale deployment: reload the page.',
  ],
  WEBRTC_WEBSOCKET_ERROR: [
    'The signaling socket failed.',
    'It is retried; if it stays, a firewall blocks WebSockets.',
  ],
  WEBRTC_ICE_ERROR: [
    'No path for media was found.',
    'A firewall blocks UDP and TURN: see `useConnectivityCheck`.',
  ],
  WEBRTC_TIMEOUT_ERROR: ['The service did not answer in time.', 'Try again.'],
  WEBRTC_SERVER_ERROR: [
    'The service reported an error in mid-session.',
    'The session may go on: look at `error.fatal`.',
  ],
  WEBRTC_SIGNALING_ERROR: ['The service refused something.', 'The text says what.'],
  REACT_NATIVE_SETUP_REQUIRED: ['The SDK’s React Native setup is missing.', 'This package is for browsers.'],
  UNSUPPORTED_PLATFORM_FEATURE: ['The platform cannot do that.', 'Use a current browser.'],
  UNKNOWN: ['Something that nobody foresaw.', 'Look at `error.cause`, and tell us.'],
};
