// The one table of what each error code means: for the pages of the site, the playground and llms-full.txt.
import type { DecartErrorCode } from '../../src/errors/codes';

/** What becomes of the session, or of the call, that met an error. */
export const OUTCOMES = {
  error: 'A live session ends: `status` is `error`, and `error` is set. Nothing is retried by itself.',
  retried:
    'A live session tries again by itself, with `status` `connecting` or `reconnecting`. If the last try fails, `status` is `error`.',
  renewed:
    'A live session fetches a fresh token and tries once more. If that is refused too, `status` is `error`.',
  continues: 'The session continues, and `status` stays as it is. The error goes to `onError`.',
  start:
    'At a start, `status` is `error`. While a session is live it continues, and the error goes to `onError`.',
  waits: 'While it waits, `status` is `queued`. After `capacityTimeout`, it is `error`.',
  call: 'The call rejects. A hook returns it as `error`, with `status` `error`. A live session isn’t touched.',
  thrown: 'It is thrown at once: during render, or by the function that you called. Nothing was started.',
  viewer: 'The viewer has `status` `error`. The session that it watches isn’t touched.',
  server: 'The page gets the answer of your server, as another code. The server’s log has this one.',
  either:
    'A call rejects with it. A live session has `status` `error` if `error.fatal` is true, else it continues.',
  none: 'No error is shown: `status` is what you asked for, such as `idle` after `stop()`. A cancelled call rejects.',
} as const;

export interface ErrorAdvice {
  what: string;
  why: string;
  todo: string;
  outcome: keyof typeof OUTCOMES;
}

/** Complete by its type: a new code doesn't compile until it is here. */
export const ERROR_ADVICE: Record<DecartErrorCode, ErrorAdvice> = {
  UNAUTHORIZED: {
    what: 'Decart refused the key or token, and a fresh one too.',
    why: 'The key was revoked or belongs to another account, or the route changes Decart’s answer.',
    todo: 'Check `DECART_API_KEY` on the server, and that the token route returns what Decart sent.',
    outcome: 'renewed',
  },
  TOKEN_FETCH_FAILED: {
    what: '`getToken` threw, or your route didn’t answer with 2xx.',
    why: 'The message names the route and its status. 401 is your own sign-in; 403 is that, or an unknown origin; 404 and 405 are a wrong address or method.',
    todo: 'Open the route as the signed-in user. For 403 and 5xx, read the server’s log.',
    outcome: 'retried',
  },
  TOKEN_INVALID: {
    what: 'What `getToken` returned isn’t a token.',
    why: 'Often there is no route at that address, or a sign-in page is in front of it, so the answer is HTML.',
    todo: 'Return Decart’s answer unchanged: `{ apiKey, expiresAt }`.',
    outcome: 'error',
  },
  PERMANENT_KEY_IN_BROWSER: {
    what: '`getToken` returned a permanent API key.',
    why: 'Everyone who opens the page could read it, and spend your credits.',
    todo: 'Return a client token, made by `createTokenHandler`. Revoke the key if the page was ever public.',
    outcome: 'error',
  },
  REALTIME_NEEDS_TOKEN: {
    what: 'A live session was started without a way to get a token.',
    why: 'The provider has only a `proxy`. A proxy carries HTTP; live video is WebRTC.',
    todo: 'Pass `getToken` to `<DecartProvider>` too.',
    outcome: 'error',
  },
  CAMERA_DENIED: {
    what: 'The camera is blocked for this page.',
    why: 'The user chose Block, now or earlier. Browsers don’t ask again.',
    todo: 'Show how to allow it in the browser’s site settings. `<RealtimeVideo>` does.',
    outcome: 'start',
  },
  CAMERA_DENIED_BY_POLICY: {
    what: 'The page isn’t allowed to use the camera.',
    why: 'It is in a frame without permission, or a `Permissions-Policy` header forbids it.',
    todo: 'Add `allow="camera; microphone"` to the `<iframe>`, or allow it in the header.',
    outcome: 'start',
  },
  CAMERA_DENIED_BY_SYSTEM: {
    what: 'The operating system blocks the camera.',
    why: 'The privacy settings of the system don’t allow it for this browser.',
    todo: 'Show how to allow it in the privacy settings of the system.',
    outcome: 'start',
  },
  CAMERA_DISMISSED: {
    what: 'The question for the camera was closed without an answer.',
    why: 'The user pressed Escape, or clicked elsewhere.',
    todo: 'Offer to try again. Don’t ask by yourself: Chrome blocks a site after three dismissed questions.',
    outcome: 'start',
  },
  CAMERA_NOT_FOUND: {
    what: 'No camera was found that fits.',
    why: 'None is connected, or your constraints use `exact` and no camera meets them.',
    todo: 'Use `ideal` instead of `exact`, or pass a `MediaStream` as `input`.',
    outcome: 'start',
  },
  CAMERA_IN_USE: {
    what: 'The camera couldn’t be started.',
    why: 'Another application or tab is using it.',
    todo: 'Ask the user to close the other one, then try again.',
    outcome: 'start',
  },
  CAMERA_LOST: {
    what: 'The camera was disconnected, and no other could be opened.',
    why: 'It was unplugged, or the system took it away.',
    todo: 'Nothing: it is opened again when it is back. Until then the session sends black.',
    outcome: 'continues',
  },
  CAMERA_REPLACED: {
    what: 'Another camera is used than the one that the user chose.',
    why: 'The chosen one is gone.',
    todo: 'Offer to choose one, for example with `<CameraSelect>`.',
    outcome: 'continues',
  },
  CAMERA_NO_FRAMES: {
    what: 'The camera opened, but gave no video for 10 seconds.',
    why: 'Its cover is closed, a key mutes it, or it is a virtual camera whose application isn’t running.',
    todo: 'Ask the user to open the cover, start the application, or choose another camera.',
    outcome: 'error',
  },
  MICROPHONE_DENIED: {
    what: 'The microphone is blocked for this page.',
    why: 'The user chose Block, now or earlier.',
    todo: 'Show how to allow it in the browser’s site settings, or continue without sound.',
    outcome: 'start',
  },
  MICROPHONE_DENIED_BY_POLICY: {
    what: 'The page isn’t allowed to use the microphone.',
    why: 'It is in a frame without permission, or a `Permissions-Policy` header forbids it.',
    todo: 'Add `allow="camera; microphone"` to the `<iframe>`, or allow it in the header.',
    outcome: 'start',
  },
  MICROPHONE_DENIED_BY_SYSTEM: {
    what: 'The operating system blocks the microphone.',
    why: 'The privacy settings of the system don’t allow it for this browser.',
    todo: 'Show how to allow it in the privacy settings of the system.',
    outcome: 'start',
  },
  MICROPHONE_DISMISSED: {
    what: 'The question for the microphone was closed without an answer.',
    why: 'The user pressed Escape, or clicked elsewhere.',
    todo: 'Offer to try again.',
    outcome: 'start',
  },
  MICROPHONE_NOT_FOUND: {
    what: 'No microphone was found that fits.',
    why: 'None is connected, or it was disconnected during the session.',
    todo: 'Connect one, or continue without sound.',
    outcome: 'start',
  },
  MICROPHONE_IN_USE: {
    what: 'The microphone couldn’t be started.',
    why: 'Another application is using it, or took it during the session.',
    todo: 'Ask the user to close the other one, then try again.',
    outcome: 'start',
  },
  MICROPHONE_REPLACED: {
    what: 'Another microphone is used than the one that the user chose.',
    why: 'The chosen one is gone.',
    todo: 'Offer to choose one.',
    outcome: 'continues',
  },
  MICROPHONE_UNSUPPORTED: {
    what: 'This browser can’t process the sound of this microphone.',
    why: 'Firefox can’t mix sound of different sample rates.',
    todo: 'Offer to choose another microphone. The session continues without sound.',
    outcome: 'continues',
  },
  SCREEN_DENIED: {
    what: 'No screen was shared.',
    why: 'The user closed the dialog, it wasn’t requested in a click, or the page or the system forbids it.',
    todo: 'Offer to try again, from a click. The message says which it was.',
    outcome: 'start',
  },
  MODEL_NOT_ALLOWED: {
    what: 'The token may not use this model.',
    why: '`allowedModels` of your token route doesn’t list it.',
    todo: 'Add the model in the token route, or use another one.',
    outcome: 'error',
  },
  MODEL_NOT_FOUND: {
    what: 'There is no such model.',
    why: 'The name is misspelled, or your version of the SDK doesn’t know it.',
    todo: 'Use one of the names in [Models and prices](../../guides/models-and-prices/).',
    outcome: 'thrown',
  },
  ORIGIN_NOT_ALLOWED: {
    what: 'The token may not be used by this page’s origin.',
    why: '`allowedOrigins` of the token doesn’t list it.',
    todo: 'Add the origin where you make the token.',
    outcome: 'error',
  },
  NOT_ALLOWED: {
    what: 'Your token route refused this user (403).',
    why: 'Only your server knows. `error.detail` is what it said.',
    todo: 'Show `error.detail`, or your own sentence.',
    outcome: 'error',
  },
  PAYMENT_REQUIRED: {
    what: 'Your token route wants a payment first (402).',
    why: 'Only your server knows. `error.detail` is what it said.',
    todo: 'Show a way to pay: see [Who pays](../../guides/time-and-money/#who-pays).',
    outcome: 'error',
  },
  INSUFFICIENT_CREDITS: {
    what: 'Your Decart account has no credits left.',
    why: 'The account behind the API key is used up. It isn’t about your user.',
    todo: 'Add credits in the Decart console.',
    outcome: 'error',
  },
  RATE_LIMITED: {
    what: 'There were too many requests.',
    why: 'Your token route or Decart limits how often a user may ask.',
    todo: 'Wait for `error.retryAfterSeconds`, if it is set, then try again.',
    outcome: 'retried',
  },
  CONCURRENCY_LIMIT: {
    what: 'Your account has as many open sessions as it may have.',
    why: 'All users of one API key share the limit.',
    todo: 'Try again when a session has ended, raise the limit, or put a waiting line in front: `sessions` of `createTokenHandler`.',
    outcome: 'error',
  },
  AT_CAPACITY: {
    what: 'Decart was full for as long as `capacityTimeout`.',
    why: 'Many sessions run at the moment. Your account is fine.',
    todo: 'Try again in a few minutes, or set a longer `capacityTimeout`.',
    outcome: 'waits',
  },
  CONNECT_TIMEOUT: {
    what: 'There was no video within `connectTimeout`.',
    why: 'The network is slow, or something on the way blocks WebRTC.',
    todo: 'Check the network: `useConnectivityCheck` says whether WebRTC gets through.',
    outcome: 'retried',
  },
  CONNECTION_LOST: {
    what: 'The connection was lost, and it couldn’t reconnect.',
    why: 'The network was away for too long, or every try failed.',
    todo: 'Offer to start again.',
    outcome: 'retried',
  },
  PROMPT_REJECTED: {
    what: 'Decart refused the prompt or image.',
    why: 'Moderation doesn’t allow it. The reason is in the message.',
    todo: 'Ask for another one. The style before it stays.',
    outcome: 'continues',
  },
  POLICY_VIOLATION: {
    what: 'Decart ended the session because of the prompt or image.',
    why: 'It violates Decart’s policy.',
    todo: 'Ask for another prompt or image. The refused one isn’t sent again.',
    outcome: 'error',
  },
  FRAME_TIMING_UNSUPPORTED: {
    what: 'This viewer can’t show the session.',
    why: 'It was published with `debugQuality`. With this version of the SDK, viewers would see black.',
    todo: 'Publish without `debugQuality`.',
    outcome: 'viewer',
  },
  JOB_FAILED: {
    what: 'Decart couldn’t finish a video.',
    why: 'The job ended with the status `failed`. Decart gives no reason.',
    todo: 'Submit it again, or try another input.',
    outcome: 'call',
  },
  JOB_NOT_COMPLETED: {
    what: 'The result of a job was requested too early.',
    why: 'The job is still `pending` or `processing`.',
    todo: 'Wait for the status `completed`. `useQueue` and `useJob` do.',
    outcome: 'call',
  },
  ABORTED: {
    what: 'Something was stopped before it finished.',
    why: 'You stopped it, the user signed out, the component unmounted, or something newer took its place.',
    todo: 'Nothing. Don’t show it to users.',
    outcome: 'none',
  },
  UNSUPPORTED_BROWSER: {
    what: 'This page can’t use the camera, WebRTC or recording.',
    why: 'The page isn’t served over https, or the browser is too old.',
    todo: 'Serve the page over https, or from localhost. See [Browsers](../../guides/browsers/).',
    outcome: 'error',
  },
  UNSUPPORTED_PLATFORM_FEATURE: {
    what: 'The platform can’t do this.',
    why: 'The SDK needs something that this browser doesn’t have.',
    todo: 'Use a current browser. See [Browsers](../../guides/browsers/).',
    outcome: 'error',
  },
  REACT_NATIVE_SETUP_REQUIRED: {
    what: 'The SDK’s setup for React Native is missing.',
    why: 'This package is for browsers. It doesn’t support React Native.',
    todo: 'Use the SDK itself in React Native.',
    outcome: 'error',
  },
  INVALID_OPTIONS: {
    what: 'An option is wrong, or a component is outside the one it needs.',
    why: 'A misspelled name, a wrong type, a senseless value, or two options that exclude each other.',
    todo: 'The message names the option. Correct it.',
    outcome: 'thrown',
  },
  INVALID_INPUT: {
    what: 'A prompt, an image, a file or a token can’t be used.',
    why: 'It is empty, malformed, too large or missing. The message says which.',
    todo: 'Ask for another one. `checkMedia` checks a file before it is sent.',
    outcome: 'either',
  },
  INVALID_API_KEY: {
    what: 'There is no API key, or it isn’t one.',
    why: '`DECART_API_KEY` isn’t set where the server runs.',
    todo: 'Set it in the environment of the server, then restart it.',
    outcome: 'server',
  },
  INVALID_BASE_URL: {
    what: '`baseUrl` isn’t a URL.',
    why: 'Usually its protocol is missing.',
    todo: 'Write it in full, such as `https://api.decart.ai`.',
    outcome: 'thrown',
  },
  PROCESSING_ERROR: {
    what: 'An image couldn’t be edited.',
    why: 'The message and `error.status` say why.',
    todo: 'For 4xx, change the input. For 5xx, try again later.',
    outcome: 'call',
  },
  QUEUE_SUBMIT_ERROR: {
    what: 'A video job wasn’t accepted.',
    why: 'The message and `error.status` say why.',
    todo: 'For 4xx, change the input. For 5xx, try again later.',
    outcome: 'call',
  },
  QUEUE_STATUS_ERROR: {
    what: 'The status of a job couldn’t be read.',
    why: 'The network failed, or there is no such job (404).',
    todo: 'The job may still run: continue with `useJob` and its id.',
    outcome: 'call',
  },
  QUEUE_RESULT_ERROR: {
    what: 'A finished video couldn’t be downloaded.',
    why: 'The network failed during the download.',
    todo: 'Download it again with `useJob` and the job’s id.',
    outcome: 'call',
  },
  FILES_UPLOAD_ERROR: {
    what: 'A file wasn’t accepted.',
    why: 'Its type or size isn’t allowed, or the network failed.',
    todo: 'Check it with `checkMedia`, then upload it again.',
    outcome: 'call',
  },
  FILES_GET_ERROR: {
    what: 'The data of an uploaded file couldn’t be read.',
    why: 'The file may have expired, or it belongs to another account.',
    todo: 'Upload it again.',
    outcome: 'call',
  },
  FILES_DELETE_ERROR: {
    what: 'A file wasn’t deleted.',
    why: 'It may be gone already.',
    todo: 'Look at `error.status`: 404 means that it is gone.',
    outcome: 'call',
  },
  TOKEN_CREATE_ERROR: {
    what: 'The server couldn’t get a token from Decart.',
    why: 'The key is wrong, or Decart refused an option of the token.',
    todo: 'Check the key, and `tokenOptions` of `createTokenHandler`. The server’s log has the reason.',
    outcome: 'server',
  },
  LIVEKIT_INITIALIZATION_ERROR: {
    what: 'The code for live video couldn’t be loaded.',
    why: 'Usually a new version was deployed while the page was open, and the old files are gone.',
    todo: 'Reload the page. `<StartStopButton>` offers it.',
    outcome: 'error',
  },
  WEBRTC_WEBSOCKET_ERROR: {
    what: 'The signaling socket failed.',
    why: 'The network failed. If it stays, a firewall blocks WebSockets.',
    todo: 'Nothing at first: it is retried. Then try another network.',
    outcome: 'retried',
  },
  WEBRTC_ICE_ERROR: {
    what: 'No path for video was found.',
    why: 'A firewall blocks UDP and TURN.',
    todo: 'Check the network with `useConnectivityCheck`, or try another one.',
    outcome: 'retried',
  },
  WEBRTC_TIMEOUT_ERROR: {
    what: 'Decart didn’t answer in time.',
    why: 'The network is slow, or the service is busy.',
    todo: 'Try again. A change that wasn’t confirmed doesn’t end the session.',
    outcome: 'either',
  },
  WEBRTC_SERVER_ERROR: {
    what: 'Decart reported an error.',
    why: 'The message has Decart’s own words.',
    todo: 'Look at `error.fatal`: if it is false, the session continues.',
    outcome: 'either',
  },
  WEBRTC_SIGNALING_ERROR: {
    what: 'Decart refused something during the connection.',
    why: 'The message has Decart’s own words.',
    todo: 'Nothing at first: it is retried.',
    outcome: 'retried',
  },
  UNKNOWN: {
    what: 'Something unexpected happened.',
    why: 'It isn’t an error that this package knows.',
    todo: 'Look at `error.cause`, and report it.',
    outcome: 'either',
  },
};
