import type { Setting } from './setting.ts'

/** Settings of listening and speaking by our own service. */
export const SPEECH_SETTINGS = [
  {
    key: 'speech',
    flag: 'speech',
    env: 'TRUCADA_SPEECH',
    type: { kind: 'choice', of: ['auto', 'on', 'off'] },
    default: 'auto',
    meaning:
      'Whether `serve` also listens and speaks for jambonz, as a custom speech vendor; auto: once there is a speech_token.',
  },
  {
    key: 'speech_token',
    flag: 'speech-token',
    env: 'TRUCADA_SPEECH_TOKEN',
    type: { kind: 'text' },
    secret: true,
    meaning: 'Token that jambonz must give to the speech service (its "authentication token"); better in the environment.',
  },
  {
    key: 'speech_port',
    flag: 'speech-port',
    env: 'TRUCADA_SPEECH_PORT',
    type: { kind: 'number', from: 0, to: 65_535 },
    default: 3001,
    meaning: 'Port of `trucada speech`, the speech service by itself; 0 takes a free one.',
  },
  {
    key: 'speech_providers',
    flag: 'speech-providers',
    env: 'TRUCADA_SPEECH_PROVIDERS',
    type: { kind: 'text' },
    meaning:
      'Who listens and speaks, first choice first, as in "azure, openai, espeak"; absent: all that have a key, then espeak.',
  },
  {
    key: 'azure_speech_key',
    flag: 'azure-speech-key',
    env: 'AZURE_SPEECH_KEY',
    type: { kind: 'text' },
    secret: true,
    meaning: 'Key of a speech resource of Azure; needs its region or host.',
  },
  {
    key: 'azure_speech_region',
    flag: 'azure-speech-region',
    env: 'AZURE_SPEECH_REGION',
    type: { kind: 'text' },
    meaning: 'Region of the speech resource, as in westeurope.',
  },
  {
    key: 'azure_speech_host',
    flag: 'azure-speech-host',
    env: 'AZURE_SPEECH_HOST',
    type: { kind: 'text' },
    meaning: "Address of Azure's speech containers on a machine of your own (wss://…), in place of a region.",
  },
  {
    key: 'openai_transcription_model',
    flag: 'openai-transcription-model',
    env: 'OPENAI_TRANSCRIPTION_MODEL',
    type: { kind: 'text' },
    default: 'gpt-4o-mini-transcribe',
    meaning:
      'Model of OpenAI that listens; gpt-live-transcribe and gpt-realtime-whisper as the caller speaks, others after each pause.',
  },
  {
    key: 'openai_speech_model',
    flag: 'openai-speech-model',
    env: 'OPENAI_SPEECH_MODEL',
    type: { kind: 'text' },
    default: 'gpt-4o-mini-tts',
    meaning: 'Model of OpenAI that speaks.',
  },
  {
    key: 'prompts',
    flag: 'prompts',
    env: 'TRUCADA_PROMPTS',
    type: { kind: 'choice', of: ['on', 'off'] },
    default: 'on',
    meaning: 'Whether fixed sentences are played from files, made once a voice or recorded by a person, where there are any.',
  },
  {
    key: 'recordings',
    flag: 'recordings',
    env: 'TRUCADA_RECORDINGS',
    type: { kind: 'folder' },
    default: 'recordings',
    meaning:
      "Folder of what people recorded of the robot's sentences, LANGUAGE/NAME.wav or .mp3; `trucada prompts list` names them.",
  },
] as const satisfies readonly Setting[]

/** These settings in force. */
export interface SpeechSettings {
  readonly speech: 'auto' | 'on' | 'off'
  readonly speech_token: string | undefined
  readonly speech_port: number
  readonly speech_providers: string | undefined
  readonly azure_speech_key: string | undefined
  readonly azure_speech_region: string | undefined
  readonly azure_speech_host: string | undefined
  readonly openai_transcription_model: string
  readonly openai_speech_model: string
  readonly prompts: 'on' | 'off'
  readonly recordings: string
}
