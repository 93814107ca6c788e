// The one table of what each error code means: for the pages of the site, the playground and llms-full.txt.
import type { DecartErrorCode } from '../../src/errors/codes';

/** What happens to the session, or to the call, after an error. */
export const OUTCOMES = {
  error:
    'A live session ends: `status` is `error`, and `error` is set. It doesn’t try again by itself. A call rejects with the error.',
  retried:
    'A live session tries again by itself, with `status` `connecting` or `reconnecting`. If the last try fails, `status` is `error`.',
  route:
    'At a start, your token route is asked twice more if it can’t be reached or answers with 5xx. After another answer, `status` is `error`. A reconnect also tries again after 429. A call isn’t repeated: it rejects.',
  renewed:
    'A live session or a call tries once more, with a fresh token. If Decart refuses that one too, `status` is `error`, and a call rejects.',
  continues: 'The session continues, and `status` doesn’t change. `onError` is called.',
  start:
    'If it happens at a start, `status` is `error`. A session that is already live continues: the call that caused it rejects, or `onError` is called.',
  rejected: 'The session continues, and `status` doesn’t change. `onPromptRejected` is called.',
  waits: 'While the session waits, `status` is `queued`. After `capacityTimeout`, `status` is `error`.',
  call: 'The call rejects. A hook returns the error, with `status` `error`. Live sessions continue.',
  thrown: 'The error is thrown at once: during render, or by the function that you called. Nothing starts.',
  viewer: 'The viewer’s `status` is `error`. The session that it watches continues.',
  server:
    'It happens on your server. The page gets your server’s answer as another code, such as `TOKEN_FETCH_FAILED`.',
  either:
    'A call rejects with the error. A live session ends with `status` `error` if `error.fatal` is true; otherwise it continues.',
  none: 'No error is shown. `status` is what you asked for, such as `idle` after `stop()`. A cancelled call rejects.',
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
    what: 'Decart refused the API key or the token, or your proxy refused the user (401).',
    why: 'The API key isn’t valid, the token has expired, or the token route changes Decart’s answer. With a proxy: the user isn’t signed in.',
    todo: 'Check `DECART_API_KEY` on the server, and that the token route returns what Decart sent. With a proxy, let the user sign in.',
    outcome: 'renewed',
  },
  TOKEN_FETCH_FAILED: {
    what: 'Your token route didn’t return a token, or `getToken` threw.',
    why: 'The message has the status. 401: the user isn’t signed in. 404 or 405: the address or the method is wrong. No status: the network failed, or `getToken` threw.',
    todo: 'For 401, let the user sign in. For 5xx, read the server’s log.',
    outcome: 'route',
  },
  TOKEN_INVALID: {
    what: 'What `getToken` returned isn’t a token.',
    why: 'The answer has no `apiKey`, or isn’t JSON. For example, the route doesn’t exist, or redirects to a sign-in page, so the answer is HTML.',
    todo: 'Return Decart’s answer unchanged: `{ apiKey, expiresAt }`.',
    outcome: 'error',
  },
  PERMANENT_KEY_IN_BROWSER: {
    what: '`getToken` returned a permanent API key.',
    why: 'Anyone who opens the page can read the key, and spend your credits.',
    todo: 'Return a client token from `createTokenHandler`. If the page was ever public, revoke the key.',
    outcome: 'error',
  },
  REALTIME_NEEDS_TOKEN: {
    what: 'A live session was started without a way to get a token.',
    why: 'The provider has only a `proxy`. A proxy forwards HTTP, but live video uses WebRTC.',
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
    what: 'The permission prompt for the camera was closed without an answer.',
    why: 'The user dismissed it, for example with Escape.',
    todo: 'Show a button to try again. Don’t ask without a click: Chrome blocks a site after three dismissed prompts.',
    outcome: 'start',
  },
  CAMERA_NOT_FOUND: {
    what: 'No matching camera was found.',
    why: 'None is connected, or your constraints use `exact` and no camera meets them.',
    todo: 'Use `ideal` instead of `exact`, or pass a `MediaStream` as `input`.',
    outcome: 'start',
  },
  CAMERA_IN_USE: {
    what: 'The camera couldn’t be started.',
    why: 'Another application or tab may be using it.',
    todo: 'Ask the user to close that one, then try again.',
    outcome: 'start',
  },
  CAMERA_LOST: {
    what: 'The camera was disconnected, and no other could be opened.',
    why: 'It was unplugged, or another application took it.',
    todo: 'Nothing: a camera is opened when one is available again. Until then the session sends black.',
    outcome: 'continues',
  },
  CAMERA_REPLACED: {
    what: 'The camera that the user chose is missing, so another one is used.',
    why: 'The chosen camera isn’t connected.',
    todo: 'Let the user choose, for example with `<CameraPicker>`.',
    outcome: 'continues',
  },
  CAMERA_NO_FRAMES: {
    what: 'The camera is on, but sent no video for 10 seconds.',
    why: 'For example, its cover is closed, a key mutes it, or it is a virtual camera whose application isn’t running.',
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
    what: 'The permission prompt for the microphone was closed without an answer.',
    why: 'The user dismissed it, for example with Escape.',
    todo: 'Show a button to try again.',
    outcome: 'start',
  },
  MICROPHONE_NOT_FOUND: {
    what: 'No matching microphone was found.',
    why: 'None is connected, or it was disconnected during the session.',
    todo: 'Connect one, or continue without sound.',
    outcome: 'start',
  },
  MICROPHONE_IN_USE: {
    what: 'The microphone couldn’t be started.',
    why: 'Another application may be using it.',
    todo: 'Ask the user to close that one, then try again.',
    outcome: 'start',
  },
  MICROPHONE_REPLACED: {
    what: 'The microphone that the user chose is missing, so another one is used.',
    why: 'The chosen microphone isn’t connected.',
    todo: 'Let the user choose, for example with `<MicrophonePicker>`.',
    outcome: 'continues',
  },
  MICROPHONE_UNSUPPORTED: {
    what: 'This browser can’t process the sound of this microphone.',
    why: 'Firefox can’t mix sound of different sample rates.',
    todo: 'Let the user choose another microphone. The session continues without sound.',
    outcome: 'continues',
  },
  SCREEN_DENIED: {
    what: 'No screen was shared.',
    why: 'The user closed the dialog, the request didn’t come from a click, or the page or the system forbids it.',
    todo: 'Read the message for the reason. Show a button to try again: browsers ask only after a click.',
    outcome: 'start',
  },
  MODEL_NOT_ALLOWED: {
    what: 'Your server doesn’t allow this model.',
    why: '`allowedModels` of the token route or the proxy doesn’t list it.',
    todo: 'Add the model to `allowedModels`, or use another model.',
    outcome: 'error',
  },
  MODEL_NOT_FOUND: {
    what: 'The SDK doesn’t know this model.',
    why: 'The name is misspelled, or the model is newer than your version of the SDK.',
    todo: 'Use one of the names in [Models and prices](../../guides/models-and-prices/).',
    outcome: 'error',
  },
  ORIGIN_NOT_ALLOWED: {
    what: 'This page’s origin may not use the token.',
    why: '`allowedOrigins` of the token doesn’t list it.',
    todo: 'Add the origin to `allowedOrigins` in the token route.',
    outcome: 'error',
  },
  NOT_ALLOWED: {
    what: 'Your token route or proxy refused the request (403).',
    why: '`authorize` refused the user, the page’s origin isn’t in `origins`, or the proxy doesn’t allow the call. `error.detail` has your server’s reason.',
    todo: 'Show `error.detail`, or your own sentence. For an unknown origin, read the server’s log.',
    outcome: 'error',
  },
  PAYMENT_REQUIRED: {
    what: 'Your token route asks for a payment first (402).',
    why: '`authorize` decided it. `error.detail` has your server’s reason. If a proxy asks for it, an image or video call has its own code, with `error.status` 402.',
    todo: 'Show a way to pay: see [Who pays](../../guides/time-and-money/#who-pays).',
    outcome: 'error',
  },
  INSUFFICIENT_CREDITS: {
    what: 'Your Decart account has no credits left.',
    why: 'The account of the API key has spent its credits. Your users can’t change that.',
    todo: 'Add credits in the Decart console.',
    outcome: 'error',
  },
  RATE_LIMITED: {
    what: 'There were too many requests.',
    why: 'Your token route, your proxy or Decart limits how often a user may ask.',
    todo: 'If `error.retryAfterSeconds` is set, wait that long. Then try again.',
    outcome: 'route',
  },
  CONCURRENCY_LIMIT: {
    what: 'Your account has reached its limit of open sessions.',
    why: 'All users of one API key share the limit.',
    todo: 'Try again when a session has ended, or add a waiting line: set `sessions` in `createTokenHandler`.',
    outcome: 'error',
  },
  AT_CAPACITY: {
    what: 'Decart was full for longer than `capacityTimeout`.',
    why: 'Decart’s service is at capacity. It isn’t about your account. With `sessionQueue`, that queue may be full: then nothing waits.',
    todo: 'Try again in a few minutes, or set a longer `capacityTimeout`.',
    outcome: 'waits',
  },
  CONNECT_TIMEOUT: {
    what: 'There was no video within `connectTimeout`.',
    why: 'The network is slow, or a firewall blocks WebRTC.',
    todo: 'Check the network: `useConnectivityCheck` says whether WebRTC works.',
    outcome: 'retried',
  },
  CONNECTION_LOST: {
    what: 'The connection was lost, and the session couldn’t reconnect.',
    why: 'Too many tries failed (`attempts` of `reconnect`), or it took longer than `maxOutage`.',
    todo: 'Show a button to start again.',
    outcome: 'retried',
  },
  PROMPT_REJECTED: {
    what: 'Decart refused the prompt or image.',
    why: 'Decart’s moderation rejected it. The message has the reason.',
    todo: 'Ask for another one. Until then, the previous style stays.',
    outcome: 'rejected',
  },
  POLICY_VIOLATION: {
    what: 'Decart ended the session because of the prompt or image.',
    why: 'It violates Decart’s policy.',
    todo: 'Ask for another prompt or image. The refused one isn’t sent again.',
    outcome: 'error',
  },
  FRAME_TIMING_UNSUPPORTED: {
    what: 'This viewer can’t show the session.',
    why: 'The session was published with `debugQuality`. With this version of the SDK, viewers would see a black video.',
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
    why: 'It was stopped or cancelled, the user signed out, the component unmounted, or a newer call replaced it.',
    todo: 'Nothing. Don’t show it to users.',
    outcome: 'none',
  },
  UNSUPPORTED_BROWSER: {
    what: 'This page can’t use the camera, WebRTC or recording.',
    why: 'The page isn’t served over https, or the browser is too old.',
    todo: 'Serve the page over https, or from localhost. See [Browsers](../../guides/browsers/).',
    outcome: 'start',
  },
  UNSUPPORTED_PLATFORM_FEATURE: {
    what: 'The SDK doesn’t support this on this platform.',
    why: 'The SDK needs a feature that this browser doesn’t have. The message names it.',
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
    why: 'A name is misspelled, a value has the wrong type or isn’t allowed, or two options exclude each other.',
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
    what: 'The server has no usable API key.',
    why: '`DECART_API_KEY` isn’t set, or its value can’t be an API key. The server’s log says which.',
    todo: 'Set it in the server’s environment, then restart the server.',
    outcome: 'server',
  },
  INVALID_BASE_URL: {
    what: '`baseUrl` isn’t a URL.',
    why: 'It must be complete, with its protocol.',
    todo: 'Write the whole address, such as `https://api.decart.ai`.',
    outcome: 'error',
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
    why: 'The network failed, or Decart doesn’t know the job (404).',
    todo: 'The job may still be running: pass its id to `useJob`.',
    outcome: 'call',
  },
  QUEUE_RESULT_ERROR: {
    what: 'A finished video couldn’t be downloaded.',
    why: 'The network failed during the download.',
    todo: 'Download it again: pass the job’s id to `useJob`.',
    outcome: 'call',
  },
  FILES_UPLOAD_ERROR: {
    what: 'A file wasn’t accepted.',
    why: 'The message and `error.status` say why.',
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
    what: 'The SDK couldn’t create a client token.',
    why: 'Your server called `client.tokens.create` of the SDK, and Decart refused. `createTokenHandler` doesn’t use this code.',
    todo: 'Check the API key and the options of the token. The message has Decart’s answer.',
    outcome: 'server',
  },
  LIVEKIT_INITIALIZATION_ERROR: {
    what: 'The code for live video couldn’t be loaded.',
    why: 'The network failed, or a new version was deployed while the page was open, and the old files are gone.',
    todo: 'Reload the page. `<StartStopButton>` becomes a button for that.',
    outcome: 'error',
  },
  WEBRTC_WEBSOCKET_ERROR: {
    what: 'The signaling socket failed.',
    why: 'The network failed, or a firewall blocks WebSockets.',
    todo: 'Nothing at first: the session tries again. If that fails, try another network.',
    outcome: 'retried',
  },
  WEBRTC_ICE_ERROR: {
    what: 'WebRTC found no way to connect.',
    why: 'The network or a firewall blocks WebRTC.',
    todo: 'Check the network with `useConnectivityCheck`, or try another network.',
    outcome: 'retried',
  },
  WEBRTC_TIMEOUT_ERROR: {
    what: 'Decart didn’t answer in time.',
    why: 'The network is slow, or the service is busy.',
    todo: 'Try again. If Decart doesn’t confirm a prompt or an image, the session continues.',
    outcome: 'either',
  },
  WEBRTC_SERVER_ERROR: {
    what: 'Decart reported an error.',
    why: 'The message has Decart’s own words.',
    todo: 'Look at `error.fatal`: if it is false, the session continues.',
    outcome: 'either',
  },
  WEBRTC_SIGNALING_ERROR: {
    what: 'Signaling, the setup of the connection, failed.',
    why: '`error.message` and `error.cause` have the details.',
    todo: 'Nothing at first: the session tries again.',
    outcome: 'retried',
  },
  UNKNOWN: {
    what: 'Something unexpected happened.',
    why: 'This package doesn’t know the error.',
    todo: 'Look at `error.cause`, and report the problem.',
    outcome: 'either',
  },
};
