import { CLINIC_SETTINGS, type ClinicSettings } from './list-clinic.ts'
import { SPEECH_SETTINGS, type SpeechSettings } from './list-speech.ts'
import type { Setting } from './setting.ts'

/** Levels of the log, from everything to nothing. */
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const

/** Every setting, in the order of the manual. docs/reference/settings.md is made of this list. */
export const SETTINGS = [
  {
    key: 'port',
    flag: 'port',
    env: 'TRUCADA_PORT',
    type: { kind: 'number', from: 0, to: 65_535 },
    default: 3000,
    meaning: 'Port that jambonz connects to; 0 takes a free one.',
  },
  {
    key: 'host',
    flag: 'host',
    env: 'TRUCADA_HOST',
    type: { kind: 'text' },
    default: '127.0.0.1',
    meaning: 'Address to listen on; 0.0.0.0 listens on every interface of the machine.',
  },
  {
    key: 'public_url',
    flag: 'public-url',
    env: 'TRUCADA_PUBLIC_URL',
    type: { kind: 'text' },
    meaning: 'Address by which jambonz reaches this server (wss://…) when a proxy stands before it; printed at the start.',
  },
  {
    key: 'jambonz_user',
    flag: 'jambonz-user',
    env: 'TRUCADA_JAMBONZ_USER',
    type: { kind: 'text' },
    meaning: 'User that jambonz must give (HTTP Basic, as set in its application); needs the password too.',
  },
  {
    key: 'jambonz_password',
    flag: 'jambonz-password',
    env: 'TRUCADA_JAMBONZ_PASSWORD',
    type: { kind: 'text' },
    secret: true,
    meaning: 'Password that jambonz must give; better in the environment than on the command line.',
  },
  {
    key: 'jambonz_users',
    flag: 'jambonz-users',
    env: 'TRUCADA_JAMBONZ_USERS',
    type: { kind: 'text' },
    secret: true,
    meaning: 'Further users that may connect, USER:PASSWORD with spaces between: one for each account of jambonz.',
  },
  {
    key: 'jambonz_api_url',
    flag: 'jambonz-api-url',
    env: 'JAMBONZ_API_URL',
    type: { kind: 'text' },
    meaning: "Address of jambonz's REST API (https://jambonz.example.org/api), by which calls are made.",
  },
  {
    key: 'jambonz_account_sid',
    flag: 'jambonz-account-sid',
    env: 'JAMBONZ_ACCOUNT_SID',
    type: { kind: 'text' },
    meaning: 'Account in jambonz that calls are made with.',
  },
  {
    key: 'jambonz_api_key',
    flag: 'jambonz-api-key',
    env: 'JAMBONZ_API_KEY',
    type: { kind: 'text' },
    secret: true,
    meaning: 'API key of that account; better in the environment than on the command line.',
  },
  {
    key: 'jambonz_application_sid',
    flag: 'jambonz-application-sid',
    env: 'JAMBONZ_APPLICATION_SID',
    type: { kind: 'text' },
    meaning: 'Application in jambonz whose calling webhook is this server.',
  },
  {
    key: 'jambonz_webhook_secret',
    flag: 'jambonz-webhook-secret',
    env: 'JAMBONZ_WEBHOOK_SECRET',
    type: { kind: 'text' },
    secret: true,
    meaning: "The account's webhook secret: with it, call statuses signed by jambonz are taken at /statuses.",
  },
  {
    key: 'jambonz_requests',
    flag: 'jambonz-requests',
    env: 'JAMBONZ_REQUESTS',
    type: { kind: 'number', from: 10, to: 1_000_000 },
    default: 600,
    meaning: "Requests that this process may send to jambonz's REST API in five minutes; jambonz ships with 600 for all who ask.",
  },
  {
    key: 'caller_number',
    flag: 'caller-number',
    env: 'TRUCADA_CALLER_NUMBER',
    type: { kind: 'text' },
    meaning: 'Number that `trucada call` calls from (+48…); one that the carrier lets this account show.',
  },
  {
    key: 'sms_secret',
    flag: 'sms-secret',
    env: 'TRUCADA_SMS_SECRET',
    type: { kind: 'text' },
    secret: true,
    meaning: 'Token or key of the account that sends SMS (messages.yaml): of SMSAPI, of Twilio, or {secret} of an HTTP API.',
  },
  {
    key: 'email_secret',
    flag: 'email-secret',
    env: 'TRUCADA_EMAIL_SECRET',
    type: { kind: 'text' },
    secret: true,
    meaning: 'Password of the mail server that sends e-mails (messages.yaml), or {secret} of an HTTP API.',
  },
  {
    key: 'message_webhook_secret',
    flag: 'message-webhook-secret',
    env: 'TRUCADA_MESSAGE_WEBHOOK_SECRET',
    type: { kind: 'text' },
    secret: true,
    meaning:
      'Last part of the addresses at which a provider that signs nothing reports and hands over replies: /messages/replies/SECRET.',
  },
  {
    key: 'summaries_secret',
    flag: 'summaries-secret',
    env: 'TRUCADA_SUMMARIES_SECRET',
    type: { kind: 'text' },
    secret: true,
    meaning: 'Signs the summaries of calls that are handed over, which are posted where lines.yaml says.',
  },
  {
    key: 'scenarios',
    flag: 'scenarios',
    env: 'TRUCADA_SCENARIOS',
    type: { kind: 'folder' },
    default: 'scenarios-yaml',
    meaning: 'Folder of scenarios, blocks, policies, lexicons, services and voices.',
  },
  {
    key: 'campaigns',
    flag: 'campaigns',
    env: 'TRUCADA_CAMPAIGNS',
    type: { kind: 'folder' },
    default: 'campaigns-yaml',
    meaning: 'Folder of lines.yaml: which number answers with which scenario, and where transfers go.',
  },
  {
    key: 'simulations',
    flag: 'simulations',
    env: 'TRUCADA_SIMULATIONS',
    type: { kind: 'folder' },
    default: 'test/simulations',
    meaning: 'Folder of simulations, for `trucada simulate` without files.',
  },
  {
    key: 'data',
    flag: 'data',
    env: 'TRUCADA_DATA',
    type: { kind: 'folder' },
    default: '.trucada',
    meaning: 'Folder that the server writes to: the journals of calls and the outbox of messages.',
  },
  ...CLINIC_SETTINGS,
  {
    key: 'database_url',
    flag: 'database-url',
    env: 'DATABASE_URL',
    type: { kind: 'text' },
    secret: true,
    meaning:
      'PostgreSQL that keeps campaigns, contacts and consents (postgres://…); without it they lie in a file of the data folder.',
  },
  {
    key: 'keep_calls',
    flag: 'keep-calls',
    env: 'TRUCADA_KEEP_CALLS',
    type: { kind: 'number', from: 0, to: 1_000_000 },
    default: 1000,
    meaning: 'How many journals of calls are kept; the oldest are removed.',
  },
  {
    key: 'redis_url',
    flag: 'redis-url',
    env: 'REDIS_URL',
    type: { kind: 'text' },
    secret: true,
    meaning:
      'Redis (redis://HOST:PORT, rediss:// with TLS) that keeps the calls which are held, so that another process goes on with them; without it they end with their process.',
  },
  {
    key: 'drain',
    flag: 'drain',
    env: 'TRUCADA_DRAIN',
    type: { kind: 'number', from: 0, to: 36_000 },
    default: 600,
    meaning:
      'How long calls may go on after SIGTERM, in seconds. Those that are left then go on in another process where there is Redis, else they are cut.',
  },
  {
    key: 'answering_detector',
    flag: 'answering-detector',
    env: 'TRUCADA_ANSWERING_DETECTOR',
    type: { kind: 'choice', of: ['on', 'off'] },
    default: 'on',
    meaning:
      "Whether jambonz's detector of answering machines listens to calls that go out, with a recogniser of its own; without it they are known by their words.",
  },
  {
    key: 'speak_within',
    flag: 'speak-within',
    env: 'TRUCADA_SPEAK_WITHIN',
    type: { kind: 'number', from: 200, to: 5000 },
    default: 700,
    meaning:
      'How long a caller who has spoken may hear nothing, in milliseconds; then the step\'s filler is said, or "one moment".',
  },
  {
    key: 'llm',
    flag: 'llm',
    env: 'TRUCADA_LLM',
    type: { kind: 'choice', of: ['auto', 'on', 'off'] },
    default: 'auto',
    meaning:
      'Whether a language model is asked what callers mean where trucada is unsure; auto: once it has a key or an address.',
  },
  {
    key: 'llm_model',
    flag: 'llm-model',
    env: 'TRUCADA_LLM_MODEL',
    type: { kind: 'text' },
    default: 'gpt-4.1-mini',
    meaning: 'Name of the language model.',
  },
  {
    key: 'llm_budget',
    flag: 'llm-budget',
    env: 'TRUCADA_LLM_BUDGET',
    type: { kind: 'number', from: 100, to: 5000 },
    default: 700,
    meaning: 'How long a caller waits for the model at most, in milliseconds.',
  },
  {
    key: 'llm_daily_limit',
    flag: 'llm-daily-limit',
    env: 'TRUCADA_LLM_DAILY_LIMIT',
    type: { kind: 'text' },
    default: '2000',
    meaning: 'What the model may cost a day (UTC): requests, or money as in "3 USD", by llm_price. Beyond it nobody asks.',
  },
  {
    key: 'llm_price',
    flag: 'llm-price',
    env: 'TRUCADA_LLM_PRICE',
    type: { kind: 'text' },
    default: '0.40 1.60',
    meaning: 'What a million tokens cost, read and written.',
  },
  {
    key: 'openai_api_key',
    flag: 'openai-api-key',
    env: 'OPENAI_API_KEY',
    type: { kind: 'text' },
    secret: true,
    meaning: 'Key of OpenAI, for the language model and for speech; better in the environment than on the command line.',
  },
  {
    key: 'openai_base_url',
    flag: 'openai-base-url',
    env: 'OPENAI_BASE_URL',
    type: { kind: 'text' },
    meaning: 'Address of a server that speaks the OpenAI API (https://…/v1), where it is not OpenAI itself.',
  },
  ...SPEECH_SETTINGS,
  {
    key: 'demonstration',
    flag: 'demonstration',
    env: 'TRUCADA_DEMONSTRATION',
    type: { kind: 'choice', of: ['on', 'off'] },
    default: 'on',
    meaning:
      'Whether the server shows at its start how a campaign calls 200 invented patients; only while it listens to this machine alone and neither a jambonz nor a clinic of your own is set.',
  },
  {
    key: 'api_requests',
    flag: 'api-requests',
    env: 'TRUCADA_API_REQUESTS',
    type: { kind: 'number', from: 1, to: 100_000 },
    default: 600,
    meaning: 'Requests that one key of the HTTP API may make in a minute.',
  },
  {
    key: 'api_origins',
    flag: 'api-origins',
    env: 'TRUCADA_API_ORIGINS',
    type: { kind: 'text' },
    meaning:
      'Origins of web pages that may use the HTTP API from a browser (https://www.example.org), with spaces between; without it none may.',
  },
  {
    key: 'trusted_proxies',
    flag: 'trusted-proxies',
    env: 'TRUCADA_TRUSTED_PROXIES',
    type: { kind: 'text' },
    default: 'loopback linklocal uniquelocal',
    meaning:
      'Proxies that are believed about whom a request comes from (X-Forwarded-For): addresses, networks (192.0.2.0/24), loopback, linklocal, uniquelocal, with spaces between; none: no proxy is.',
  },
  {
    key: 'metrics',
    flag: 'metrics',
    env: 'TRUCADA_METRICS',
    type: { kind: 'choice', of: ['key', 'open'] },
    default: 'key',
    meaning: 'Who may read /metrics: whoever has a key of the HTTP API, or everybody who reaches the port.',
  },
  {
    key: 'log_level',
    flag: 'log-level',
    env: 'TRUCADA_LOG_LEVEL',
    type: { kind: 'choice', of: LOG_LEVELS },
    default: 'info',
    meaning: 'How much the server logs.',
  },
] as const satisfies readonly Setting[]

/** Key of a setting. */
export type SettingKey = (typeof SETTINGS)[number]['key']

/** The settings in force, read and checked. Folders are absolute. */
export interface Settings extends SpeechSettings, ClinicSettings {
  readonly port: number
  readonly host: string
  readonly public_url: string | undefined
  readonly jambonz_user: string | undefined
  readonly jambonz_password: string | undefined
  readonly jambonz_users: string | undefined
  readonly jambonz_api_url: string | undefined
  readonly jambonz_account_sid: string | undefined
  readonly jambonz_api_key: string | undefined
  readonly jambonz_application_sid: string | undefined
  readonly jambonz_webhook_secret: string | undefined
  /** In five minutes. */
  readonly jambonz_requests: number
  readonly caller_number: string | undefined
  readonly sms_secret: string | undefined
  readonly email_secret: string | undefined
  readonly message_webhook_secret: string | undefined
  readonly summaries_secret: string | undefined
  readonly scenarios: string
  readonly campaigns: string
  readonly simulations: string
  readonly data: string
  readonly database_url: string | undefined
  readonly keep_calls: number
  readonly redis_url: string | undefined
  /** Seconds. */
  readonly drain: number
  readonly answering_detector: 'on' | 'off'
  /** Milliseconds. */
  readonly speak_within: number
  readonly llm: 'auto' | 'on' | 'off'
  readonly llm_model: string
  /** Milliseconds. */
  readonly llm_budget: number
  readonly llm_daily_limit: string
  readonly llm_price: string
  readonly openai_api_key: string | undefined
  readonly openai_base_url: string | undefined
  readonly demonstration: 'on' | 'off'
  /** A minute, of a key. */
  readonly api_requests: number
  readonly api_origins: string | undefined
  readonly trusted_proxies: string
  readonly metrics: 'key' | 'open'
  readonly log_level: (typeof LOG_LEVELS)[number]
}
