// Every text of the components in Japanese.
import type { CompleteLabels } from '../labels/labels';
import { errorsOf } from './errorsOf';

const outOfDate = 'このページは最新ではありません。再読み込みしてから、もう一度お試しください。';

/**
 * Every text of the components in Japanese, for `labels`. Plain strings: a server component can pass it on.
 *
 * @example
 * ```tsx
 * import { ja } from 'decart-react/locales/ja';
 *
 * <DecartProvider getToken="/api/decart/token" labels={ja}>
 *   <RealtimeVideo model="lucy-2.5" />
 * </DecartProvider>;
 * ```
 */
export const ja: CompleteLabels = {
  locale: 'ja',

  // Session
  start: '開始',
  stop: '停止',
  retry: '再試行',
  reload: 'ページを再読み込み',
  restart: 'もう一度開始',
  play: '再生',
  idle: 'いつでも開始できます',
  waiting: '配信を待っています…',
  outOfDate,
  details: '開発者向け',

  // Ready check
  readyCheck: '開始する前に',
  checkNow: '環境を確認',
  checkAgain: 'もう一度確認',
  checkReady: '準備ができました',
  checkBlocked: '確認が必要な項目があります',
  checking: '確認中…',
  checkOk: '正常',
  checkUnknown: '確認できませんでした',
  network: 'ネットワーク',
  networkSlow:
    'このネットワークは、なめらかな映像には遅すぎる可能性があります。ルーターに近づくか、有線で接続してください。',
  networkBlocked:
    'このネットワークではライブ映像がブロックされています。スマートフォンの回線など、別のネットワークをお試しください。',
  availability: '空き状況',
  waitLikely: '現在混み合っています。順番をお待ちいただく場合があります。',

  // The video
  video: 'ライブ映像',
  preview: '自分のカメラ',
  before: '変換前',
  after: '変換後',
  compare: '変換前と変換後を比較',
  comparePosition: '変換後 {percent}',

  // Controls
  prompt: 'プロンプト',
  promptPlaceholder: 'スタイルを入力…',
  applyPrompt: '適用',
  presets: 'スタイル',
  promptWaiting: '開始時に適用されます',
  promptPending: '適用中…',
  promptApplied: '適用しました',
  promptRejected: '適用されませんでした。{sentence}',
  chooseImage: '参照画像を選択',
  referenceImage: '参照画像',
  removeImage: '参照画像を削除',
  notAnImage: '画像ファイルを選択してください。',
  unreadableDrop:
    'ドロップ元のサイトでは、このファイルの共有が許可されていません。保存してから、ここで選択してください。',
  camera: 'カメラ',
  flipCamera: 'カメラを切り替え',
  shareScreen: '画面を共有',
  microphone: 'マイク',
  microphoneOff: 'マイクオフ',
  mirror: '左右反転',
  beforeAfter: '変換前と変換後',
  snapshot: '写真を撮る',
  share: '共有',
  record: '録画',
  pictureInPicture: 'ピクチャーインピクチャー',
  fullscreen: '全画面表示',
  leaveFullscreen: '全画面表示を終了',
  volume: '音量',
  mute: 'ミュート',
  sessionTime: 'セッション時間',
  timeLeft: '残り時間',
  usage: 'これまでの利用量',
  stats: '統計情報',
  qualityUnknown: '接続を確認中…',
  qualityGood: '接続は良好です',
  qualityFair: '接続は普通です',
  qualityPoor: '接続が不安定です',
  qualityCritical: '接続が非常に不安定です',
  qualityBecause: '{quality}（{reason}）',
  reasonBandwidth: 'ネットワークの速度が不足しています',
  reasonLatency: '遅延が大きくなっています',
  reasonLoss: 'パケットが失われています',
  reasonStall: '映像が止まっています',
  reasonCpu: 'この端末に負荷がかかっています',

  // Editors
  editorChooseImage: '画像を選択するか、ここにドロップしてください',
  editorChooseVideo: '動画を選択するか、ここにドロップしてください',
  editorReplaceFile: '{name} を変更',
  editorChooseReference: '参照画像を追加',
  editorReplaceReference: '参照画像を変更',
  editorRemoveReference: '参照画像を削除',
  editorPrompt: 'どのように編集しますか？',
  editorSubmit: '編集',
  editorCancel: 'キャンセル',
  editorDownload: 'ダウンロード',
  editorWorking: '編集中…',
  editorUploading: 'アップロード中…',
  editorPending: '順番を待っています…',
  editorDownloading: '動画をダウンロード中…',
  editorDone: '完了',
  editorNoPreview: '{name} は編集できますが、このブラウザーでは表示できません。',
  editorOffline: 'ネットワーク接続を待っています…',
  editorNotImage: '画像を選択してください。このファイルの形式は {type} です。',
  editorNotVideo: '動画を選択してください。このファイルの形式は {type} です。',
  editorEmptyFile: 'このファイルは空です。',
  editorImageTooLarge: 'このファイルは {size} MB です。画像は {limit} MB までです。',
  editorVideoTooLarge: 'このファイルは {size} MB です。動画は {limit} MB までです。',

  // While a session runs, and what goes wrong
  phaseCamera: 'カメラを待っています…',
  phaseToken: '準備中…',
  phaseSignaling: '接続中…',
  phaseMedia: '映像を開始しています…',
  queued: '{queueSize} 人中 {position} 番目です',
  inLine: '順番を待っています…',
  inLineOwn: '別のセッションが開いています。ここで開始するには、そのセッションを終了してください。',
  atCapacity: '現在混み合っています。まもなく再試行します…',
  live: 'ライブ',
  blocked: '「再生」を押すと映像が始まります',
  reconnecting: '再接続中…',
  streamEnded: '配信は終了しました',
  ended: 'セッションは {duration}で終了しました',
  endedAtLimit: '上限の {duration}に達しました',
  endedAway: '操作がなかったため、映像を停止しました',
  stillThere: 'まだご覧になっていますか？',
  stay: '続ける',
  almostOver: 'まもなく時間切れになります',
  inputDisabled: 'カメラはオフです',
  inputMuted: 'カメラの映像がありません。覆われているか、オフになっていませんか？',
  inputEnded: '映像が終了しました',
  error: '{sentence}',
  closeMessage: '閉じる',
  allowByIcon: 'アドレスバーのアイコンをクリックして、「許可」を選択してください。',
  allowInSafari: 'メニューバーで「Safari › このWebサイトの設定」を選択して、許可してください。',
  allowOnIos: 'アドレスバーのページメニューをタップし、「Webサイトの設定」で許可してください。',
  allowInIosSettings: '「設定」アプリでこのブラウザーを開いて、許可してください。',
  movePreview: 'カメラのプレビューを移動',
  showPreview: 'カメラを表示',
  hidePreview: 'カメラを非表示',

  errors: errorsOf({
    outOfDate,
    notAvailable: '現在ご利用いただけません。しばらくしてから、もう一度お試しください。',
    connection: '接続が切れました。インターネット接続を確認して、もう一度お試しください。',
    video: '動画を完成できませんでした。もう一度お試しください。',
    file: 'このファイルは使用できませんでした。別のファイルをお試しください。',
    browser:
      'お使いのブラウザーはライブ映像に対応していません。Chrome、Edge、Safari、Firefox の最新版をお試しください。',
    failed: '問題が発生しました。もう一度お試しください。',
    CAMERA_DENIED: 'カメラがブロックされています。許可してから、もう一度お試しください。',
    CAMERA_DENIED_BY_POLICY: 'このページではカメラを使用できません。',
    CAMERA_DENIED_BY_SYSTEM:
      'システムがこのブラウザーのカメラをブロックしています。システムの設定で許可してから、もう一度お試しください。',
    CAMERA_DISMISSED: 'カメラがまだ許可されていません。もう一度試して、「許可」を選択してください。',
    CAMERA_NOT_FOUND: 'カメラが見つかりません。接続して、もう一度お試しください。',
    CAMERA_IN_USE: '別のアプリがカメラを使用しています。アプリを閉じて、もう一度お試しください。',
    CAMERA_LOST: 'カメラの接続が切れました。接続が戻ると映像が再開します。',
    CAMERA_REPLACED: 'カメラの接続が切れました。別のカメラに切り替えました。',
    CAMERA_NO_FRAMES:
      'カメラから映像が届いていません。覆いを外すかブロックを解除して、もう一度お試しください。',
    MICROPHONE_DENIED: 'マイクがブロックされています。許可してから、もう一度お試しください。',
    MICROPHONE_DENIED_BY_POLICY: 'このページではマイクを使用できません。',
    MICROPHONE_DENIED_BY_SYSTEM:
      'システムがこのブラウザーのマイクをブロックしています。システムの設定で許可してから、もう一度お試しください。',
    MICROPHONE_DISMISSED: 'マイクがまだ許可されていません。もう一度試して、「許可」を選択してください。',
    MICROPHONE_NOT_FOUND: 'マイクが見つかりません。接続して、もう一度お試しください。',
    MICROPHONE_IN_USE: '別のアプリがマイクを使用しています。アプリを閉じて、もう一度お試しください。',
    MICROPHONE_REPLACED: 'マイクの接続が切れました。別のマイクに切り替えました。',
    MICROPHONE_UNSUPPORTED: 'お使いのブラウザーではこのマイクを使用できません。映像はマイクなしで続きます。',
    SCREEN_DENIED: '画面が共有されませんでした。画面を選択して、もう一度お試しください。',
    NOT_ALLOWED: 'アクセス権がありません。',
    PAYMENT_REQUIRED: '続けるにはお支払いが必要です。',
    PROMPT_REJECTED: 'この内容は使用できません。別の内容をお試しください。',
    INVALID_INPUT: '使用できませんでした。内容を確認して、もう一度お試しください。',
    RATE_LIMITED: 'リクエストが多すぎます。しばらく待ってから、もう一度お試しください。',
    CONCURRENCY_LIMIT: 'すべてのセッションが使用中です。数分後にもう一度お試しください。',
    AT_CAPACITY: '現在混み合っています。数分後にもう一度お試しください。',
    POLICY_VIOLATION:
      'プロンプトまたは画像が許可されていないため、セッションを終了しました。別のものをお試しください。',
    PROCESSING_ERROR: '画像を編集できませんでした。もう一度お試しください。',
    ABORTED: 'キャンセルしました。',
  }),
};
