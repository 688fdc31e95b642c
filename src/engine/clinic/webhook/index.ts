// The services of a clinic whose own system answers by a webhook: one signed POST each.
// In: an address, a secret, requests by the services' contracts. Out: the system's answers. Must not know which system it is, calls.
export { tryWebhook, type WebhookTrial } from './try-webhook.ts'
export { createWebhookClinic, type WebhookClinicOptions } from './create-webhook-clinic.ts'
